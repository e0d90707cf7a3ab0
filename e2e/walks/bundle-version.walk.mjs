// 新生儿出生 is running when two operators publish its next version, which asks one thing more and makes one of its parts a choice: what runs
// keeps its parts, its form and its day and begins what was to come, whoever begins now is asked; then the version is rolled back by two.
import assert from 'node:assert/strict'
import { NEWBORN_ALONE, NEWBORN_MATERIALS, NEWBORN_TYPED, UNMARRIED_STATEMENT } from '../../api/test-support/newborn.ts'
import { faultsOf, openBrowser, openCounter, openPhone } from '../support/browser.mjs'
import { callerOn, moveCase, staffCaller, until } from '../support/by-api.mjs'
import { openCity } from '../support/city.mjs'
import { claimName, demoPerson, fillField, proveByFace, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'

const MOTHER = '王小梅'
const CHILD = '王安安'
const ADDED = '社会保障卡可以以后再办'
const QUESTION = '现在要不要给孩子办社会保障卡？'

/** The next version: a sentence more, and the social security card only for whoever wants it now. */
function nextVersion(text) {
  const bundle = JSON.parse(text)
  const isWanted = { field: 'wantsCard', is: 'now' }
  bundle.summary.zh += `；${ADDED}`
  bundle.questions.push({
    code: 'wantsCard',
    zh: QUESTION,
    en: 'Is the child to have a social security card now?',
    choices: [
      { value: 'now', zh: '现在就办', en: 'Yes' },
      { value: 'later', zh: '以后再办', en: 'Later' },
    ],
  })
  bundle.parts.find(({ code }) => code === 'card').when = isWanted
  for (const { fields } of bundle.form.sections) for (const field of fields) if (field.code === 'bank') field.when = isWanted
  return JSON.stringify(bundle, null, 2)
}
const textOf = async (page, selector) => (await page.locator(`${selector}:visible`).first().innerText()).replace(/\s+/g, ' ')

await walk('bundle-version', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  let phone
  let forChild
  let first
  let second
  let joint
  let before
  const page = (name) => `${phoneBase}/#/features/joint-applications/pages/${name}`
  /** Her progress page from the server, and what it says of the whole. */
  const seeJoint = async () => {
    await phone.goto(`${page('joint')}/index?id=${joint.id}`)
    await phone.reload()
    await phone.waitForSelector('#joint-parts:visible')
    const filled = phone.locator('#see-filled:visible')
    const [headline, order, parts] = [await textOf(phone, '#joint-headline'), await textOf(phone, '#joint-order'), await textOf(phone, '#joint-parts')]
    await filled.click()
    await phone.waitForSelector('#filled:visible')
    const form = await textOf(phone, '#filled')
    return { headline, order, parts, form }
  }
  const seeGuide = async () => {
    await phone.goto(`${page('bundle')}/index?bundle=newborn`)
    await phone.reload()
    await phone.waitForSelector('#guide-ask:visible')
    return textOf(phone, '[role=main]')
  }
  const openBundle = async () => {
    await first.goto(`${counterBase}/#/features/publishing/pages/content/index`)
    await first.locator('#content-kind-bundle').click()
    await first.locator('[id^="content-"]', { hasText: 'newborn' }).last().click()
    await first.waitForSelector('#content-entry')
  }
  const sign = async () => {
    await second.goto(`${phoneBase}/#/features/staff/pages/home/index`)
    await second.locator('#queue-publications').click()
    await second.locator('[id^="publication-"]', { hasText: '等您复核' }).first().click()
    await second.locator('#publication-approve').click()
    await second.locator('#dialog-confirm').click()
    await second.getByText('已生效').first().waitFor()
    await second.locator('#publication-approve').waitFor({ state: 'detached' })
  }
  /** Every process of the city has heard of it. */
  const isHeard = async (version) => {
    for (const base of city.apis)
      await until(`version ${version} at ${base}`, async () => (await (await fetch(`${base}/api/v1/bundles/newborn`)).json()).version === version)
  }
  try {
    await step('a mother has handed in 新生儿出生 for her child, and the first parts have begun', async () => {
      const { phone: number } = await demoPerson(city, MOTHER)
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      const mother = callerOn(phone)
      await signInCitizen(phone, { city, phone: number })
      await claimName(phone, { city, name: MOTHER })
      await proveByFace(phone)
      const { people } = await (await fetch(`${city.mocks.population}/_control/people`)).json()
      const child = people.find(({ name }) => name === CHILD)
      const { personId } = await mother.post('/family/children', { name: CHILD, number: child.documents[0].number })
      forChild = mother.actingFor(personId)
      await forChild.post('/consents/sensitive', { purpose: 'childData', decision: 'agree' })
      const draft = await forChild.post('/joint-applications', { bundle: 'newborn', answers: NEWBORN_ALONE })
      const filled = { version: draft.version, answers: { ...NEWBORN_TYPED, ...NEWBORN_ALONE }, materials: [...NEWBORN_MATERIALS, UNMARRIED_STATEMENT] }
      await forChild.post(`/joint-applications/${draft.id}/submissions`, filled)
      await phone.goto(`${phoneBase}/#/pages/wallet/index`)
      await phone.locator('#subject [role=radio]').nth(1).click()
      joint = await until('a first part that has begun', async () => {
        const found = await forChild.get(`/joint-applications/${draft.id}`)
        return found.parts.filter(({ application }) => application).length === 3 ? found : null
      })
      before = await seeJoint()
      assert.match(before.headline, /月.*日前/)
      assert.match(before.parts, /社会保障卡/)
      assert.match(before.form, /临江市商业银行/)
      assert.doesNotMatch(await seeGuide(), new RegExp(ADDED))
    })
    await step('an operator hands in the bundle’s next version: the report says what is wrong, then what is different', async () => {
      first = await openCounter(browser, counterBase)
      pages.set('operator', first)
      await signInStaff(first, { city, relyingPartyCode: null, capacity: 'operator', username: 'tangyun' })
      await openBundle()
      await first.locator('#edit-content').click()
      const file = first.locator('textarea#content-text, #content-text textarea').first()
      await file.waitFor()
      const text = nextVersion(await file.inputValue())
      const choose = async (body) => {
        await first.locator('#content-file').setInputFiles({ name: 'newborn.json', mimeType: 'application/json', buffer: Buffer.from(body) })
        await first.waitForFunction(([id, end]) => document.querySelector(id)?.value === end, ['textarea#content-text, #content-text textarea', body])
      }
      await choose(text.replace('"part": "registration"\n      },\n      "goesTo"', '"part": "card"\n      },\n      "goesTo"'))
      await first.locator('#check-content').click()
      await first.locator('#content-problems').getByText('/materials').first().waitFor()
      await choose(text)
      await first.locator('#check-content').click()
      const difference = await textOf(first, '#content-difference')
      for (const told of [/\/summary\/zh 改动/, /\/questions\/wantsCard/, /\/parts\/card\/when/]) assert.match(difference, told)
      await first.locator('textarea#content-reason, #content-reason textarea').first().fill('临政办发〔2026〕52 号')
      await first.locator('#send-content').click()
      await first.waitForSelector('#open-publications')
      assert.doesNotMatch(await seeGuide(), new RegExp(ADDED))
    })
    await step('a second one signs it; the guide is the new one, and what she has running is what it was', async () => {
      second = await openCounter(browser, phoneBase)
      pages.set('second operator', second)
      await signInStaff(second, { city, relyingPartyCode: null, capacity: 'operator', username: 'yaojun' })
      await sign()
      await isHeard(joint.bundle.version + 1)
      assert.match(await seeGuide(), new RegExp(ADDED))
      assert.deepEqual(await seeJoint(), before)
    })
    await step('the birth is registered: the part that the new version makes a choice begins, as she was told', async () => {
      const { application } = joint.parts.find(({ code }) => code === 'registration')
      const clerk = await staffCaller(city, { relyingPartyCode: 'householdOffice', capacity: 'clerk' })
      for (const action of ['accept', 'startReview']) await moveCase(clerk, application.id, { action })
      const approver = await staffCaller(city, { relyingPartyCode: 'householdOffice', capacity: 'approver' })
      await moveCase(approver, application.id, { action: 'decide', outcome: 'granted' })
      await phone.goto(`${page('joint')}/index?id=${joint.id}`)
      await phone.locator('#part-card:visible', { hasText: '已提交' }).waitFor()
    })
    await step('whoever begins now is asked, and is spared what follows from her answer', async () => {
      await seeGuide()
      await phone.locator('#guide-ask').click()
      for (const answer of ['parents-unmarried', 'fatherNamed-no', 'maternity-no', 'wantsCard-later']) {
        await phone.locator(`#answer-${answer}`).click()
        await phone.locator('#question-next').click()
      }
      await phone.locator('#guide-begin').click()
      await phone.locator('#field-wantsCard:visible', { hasText: `${QUESTION}以后再办` }).waitFor()
      assert.equal(await phone.locator('#field-clinic').count(), 1)
      assert.equal(await phone.locator('#field-bank').count(), 0)
    })
    await step('rolled back by two: the one before is the guide again, and her draft goes by it', async () => {
      await openBundle()
      await first.locator('#roll-back').click()
      await fillField(first, 'roll-back-reason', '文件暂缓执行，先回退')
      await first.locator('#send-roll-back').click()
      await first.waitForSelector('#open-publications')
      await sign()
      await isHeard(joint.bundle.version)
      assert.doesNotMatch(await seeGuide(), new RegExp(ADDED))
      const { items } = await forChild.get('/joint-applications')
      await phone.goto(`${page('apply')}/index?id=${items.find(({ isDraft }) => isDraft).id}`)
      await phone.waitForSelector('#field-bank:visible')
      assert.equal(await phone.locator('#field-wantsCard').count(), 0)
    })
    await step('nothing went wrong on any page', () => {
      for (const each of [phone, first, second]) assert.deepEqual(faultsOf(each), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
