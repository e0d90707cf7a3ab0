// One item from the guide to the licence: 老年人优待证 is found in one's own words, applied for on the phone, handled at the window with a
// supplement, decided by the approver, and the card that comes of it is shown and verified at another counter.
import assert from 'node:assert/strict'
import { clearCamera, faultsOf, openBrowser, openCounter, openPhone, photographCode, showToCamera } from '../support/browser.mjs'
import { openCity } from '../support/city.mjs'
import { demoPerson, fillField, openLicence, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'

const NAME = '李建国'
const DESK = '/#/features/case-desk/pages/queue/index'
/** A photo of a paper: what the phone shows now, larger than one part of an upload. */
const photographOf = (page) => page.screenshot({ type: 'jpeg', quality: 100, scale: 'device' })
const textOf = async (page, selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ')

await walk('elder-card', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  const person = await demoPerson(city, NAME)
  let phone
  let counter
  let approver
  let supervisor
  let deputy
  let number
  /** So many days from today, as a day is typed. */
  const dayOf = (days) => new Date(Date.now() + days * 24 * 3_600_000).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).replaceAll('-', '')
  const openCase = async (page) => {
    await page.goto(`${new URL(page.url()).origin}${DESK}`)
    // Signing in may have opened the same page below this one.
    await page.locator('#case-1:visible').click()
    await page.waitForSelector('#case-form:visible')
  }
  const openRating = async () => {
    await phone.goto(`${phoneBase}/#/features/applications/pages/applications/index`)
    await phone.locator('#application-1:visible').click()
    await phone.locator('#rate:visible').click()
  }
  /** A move of which the applicant reads nothing is made at once; the others show his words first. */
  const moveOn = async (page, action) => {
    await page.locator(`#act-${action}`).click()
    await page.locator(`#act-${action}`).waitFor({ state: 'detached' })
  }
  try {
    await step('he signs in, is real-named, and finds the item by the words he knows', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: person.phone })
      await realName(phone, { city, name: NAME })
      await phone.goto(`${phoneBase}/#/features/service-items/pages/catalogue/index`)
      await fillField(phone, 'catalogue-q', '公交老年卡')
      await phone.locator('#catalogue-find').click()
      await phone.locator('#item-elderPreferentialCard').click()
      const [sample] = await Promise.all([phone.waitForEvent('popup'), phone.locator('#sheet-sample').click()])
      await sample.close()
      await phone.locator('#guide-apply').click()
      await phone.waitForSelector('#field-phone, #field-phone input')
    })
    await step('what is known is filled in with its source; he fills in the rest and covers the materials without a paper, one with a photo', async () => {
      const form = await textOf(phone, '[role=main]:visible')
      for (const known of ['居民身份证', '实名信息']) assert.match(form, new RegExp(known))
      await fillField(phone, 'field-phone', person.phone)
      await phone.locator('#field-isResident-registered').click()
      await phone.locator('#field-wantsCard-pickUp').click()
      await phone.locator('#field-truth-agreed').click()
      await phone.locator('#material-identity-licence').click()
      await phone.locator('#consent').getByRole('button', { name: /^同意/ }).click()
      await phone.locator('#material-age-dataCheck').click()
      await phone.locator('#material-residence-upload').click()
      const [chooser] = await Promise.all([phone.waitForEvent('filechooser'), phone.locator('#material-residence-files-camera').click()])
      await chooser.setFiles({ name: '租房合同.jpg', mimeType: 'image/jpeg', buffer: await photographOf(phone) })
      await phone.waitForSelector('#material-residence-files-1')
      await phone.locator('#material-residence-files-look-1').click()
      await phone.locator('#material-residence-files').getByRole('img', { name: '第 1 份，第 1 页，共 1 页' }).waitFor()
      await phone.locator('#to-check').click()
      await phone.waitForSelector('#check')
      await phone.locator('#submit').click()
      await phone.waitForSelector('#submitted')
      number = (await textOf(phone, '#submitted')).match(/BJ-\d{8}-\w{6}-\w/)[0]
    })
    await step('loaded anew, the page he handed it in on is his case and begins no other', async () => {
      await phone.reload()
      await phone.locator('[role=main]:visible', { hasText: number }).waitFor()
      assert.match(phone.url(), /pages\/application\/index/)
    })
    await step('the clerk of the hall finds it in his queue, and asks once for what is missing', async () => {
      counter = await openCounter(browser, counterBase)
      pages.set('counter', counter)
      await signInStaff(counter, { city, relyingPartyCode: 'governmentHall', capacity: 'clerk' })
      await openCase(counter)
      assert.match(await textOf(counter, '#case'), new RegExp(number))
      assert.match(await textOf(counter, '#case-materials'), /李建国/)
      await counter.locator('#case-files-residence-1').click()
      const seen = await counter.waitForSelector('#case-files-residence-open-picture')
      assert.ok((await seen.evaluate((picture) => picture.decode().then(() => picture.naturalWidth))) > 100)
      const [large] = await Promise.all([counter.waitForEvent('popup'), counter.locator('#case-files-residence-open-enlarge').click()])
      await large.close()
      await counter.locator('#case-files-residence-open-close').click()
      assert.equal(await counter.locator('#act-decide').count(), 0)
      await counter.locator('#act-requestSupplement').click()
      await counter.locator('#gap-residence').click()
      await counter.locator('#phrase-residence-1').click()
      await counter.locator('#move-send').click()
      await counter.locator('#move').waitFor({ state: 'detached' })
    })
    await step('two operators publish another version of the item and roll it back; his case keeps the version it began with', async () => {
      const [first, second] = [await openCounter(browser, counterBase), await openCounter(browser, phoneBase)]
      pages.set('operator', first).set('second operator', second)
      await signInStaff(first, { city, relyingPartyCode: null, capacity: 'operator', username: 'tangyun' })
      await signInStaff(second, { city, relyingPartyCode: null, capacity: 'operator', username: 'yaojun' })
      const openItem = async () => {
        await first.goto(`${counterBase}/#/features/publishing/pages/content/index`)
        await first.locator('[id^="content-"]', { hasText: 'elderPreferentialCard' }).first().click()
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
      const named = async (name) => {
        await phone.goto(`${phoneBase}/#/features/service-items/pages/guide/index?item=elderPreferentialCard`)
        await phone.reload()
        await phone.locator('[role=main]:visible').getByText(name).first().waitFor()
      }
      await openItem()
      await first.locator('#edit-content').click()
      const file = first.locator('textarea#content-text, #content-text textarea').first()
      await file.waitFor()
      const text = await file.inputValue()
      await file.fill(text.replace('"office": "', '"office": "no'))
      await first.locator('#check-content').click()
      await first.locator('#content-problems').getByText('没有单位').waitFor()
      await file.fill(text.replace(/"zh": "老年人优待证[^"]*"/, '"zh": "老年人优待证（新版）"'))
      await first.locator('#check-content').click()
      assert.match(await textOf(first, '#content-difference'), /\/zh 改动 .*新版/)
      await first.locator('textarea#content-reason, #content-reason textarea').first().fill('临民发〔2026〕31 号')
      await first.locator('#send-content').click()
      await first.waitForSelector('#open-publications')
      await sign()
      await named('老年人优待证（新版）')
      await openCase(counter)
      assert.doesNotMatch(await textOf(counter, '#case'), /新版/)
      await openItem()
      await first.locator('#roll-back').click()
      await fillField(first, 'roll-back-reason', '名称写错了，先回退')
      await first.locator('#send-roll-back').click()
      await first.waitForSelector('#open-publications')
      await sign()
      await named('老年人优待证')
      assert.doesNotMatch(await textOf(phone, '[role=main]:visible'), /新版/)
      for (const page of [first, second]) assert.deepEqual(faultsOf(page), [])
    })
    await step('his phone says what is missing and until when, and has the paper of it; he signs a commitment instead', async () => {
      await phone.goto(`${phoneBase}/#/features/applications/pages/applications/index`)
      await phone.locator('#application-1').click()
      await phone.waitForSelector('#supplement')
      await phone.locator('#paper-1').click()
      await phone.waitForSelector('#paper')
      assert.match(await textOf(phone, '#paper'), new RegExp(`补正材料告知书.*${number.slice(3)}.*李建国.*临江市民政局`))
      const [opened] = await Promise.all([phone.waitForEvent('popup'), phone.locator('#open-pdf').click()])
      await opened.close()
      await phone.goBack()
      await phone.waitForSelector('#supplement')
      await phone.locator('#material-residence-commitment').click()
      await phone.locator('#commit').click()
      await phone.locator('#supply').click()
      await phone.locator('#supplement').waitFor({ state: 'detached' })
    })
    await step('the clerk goes on leave: a supervisor names a deputy 代理, who finds the case as his and accepts it in his place', async () => {
      supervisor = await openCounter(browser, counterBase)
      pages.set('supervisor', supervisor)
      await signInStaff(supervisor, { city, relyingPartyCode: 'governmentHall', capacity: 'supervisor' })
      await supervisor.locator('#act-deputies').click()
      await supervisor.locator('#absent').getByText('林浩').click()
      await supervisor.locator('#deputy-is').getByText('姚婷').click()
      await fillField(supervisor, 'deputy-from', dayOf(0))
      await fillField(supervisor, 'deputy-until', dayOf(7))
      await supervisor.locator('#send-deputy').click()
      await supervisor.locator('#deputy-1', { hasText: '姚婷代林浩' }).getByText('代理中').waitFor()
      deputy = await openCounter(browser, counterBase)
      pages.set('deputy', deputy)
      await signInStaff(deputy, { city, relyingPartyCode: 'governmentHall', capacity: 'clerk', username: 'yaoting' })
      await openCase(deputy)
      assert.match(await textOf(deputy, '#case'), /代林浩/)
      await deputy.locator('#act-accept').click()
      await deputy.locator('#move-send').click()
      await moveOn(deputy, 'startReview')
      assert.match(await textOf(deputy, '#case'), /受理.*代林浩/)
    })
    await step('the approver decides', async () => {
      approver = await openCounter(browser, counterBase)
      pages.set('approver', approver)
      await signInStaff(approver, { city, relyingPartyCode: 'governmentHall', capacity: 'approver' })
      await openCase(approver)
      await approver.locator('#act-decide').click()
      await approver.locator('#outcome-granted').click()
      await approver.locator('#move-send').click()
      await approver
        .getByRole('button', { name: /确认|作出决定|决定/ })
        .last()
        .click()
      await approver.locator('#move').waitFor({ state: 'detached' })
    })
    await step('the card lies in his wallet, and his ledger says who read what for it', async () => {
      await phone.goto(`${phoneBase}/#/pages/wallet/index`)
      await phone.locator('#collect').click()
      await phone.waitForSelector('#card-elderPreferentialCard')
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.waitForSelector('#entry-1')
      assert.match(await textOf(phone, '[role=main]:visible'), /临江市政务服务大厅/)
    })
    await step('the plastic one he fetches with the code that his phone alone shows', async () => {
      await phone.goto(`${phoneBase}/#/features/applications/pages/applications/index`)
      await phone.locator('#application-1:visible').click()
      const code = (await textOf(phone, '#pick-up-code')).replace(/\D/g, '')
      await counter.goto(`${counterBase}${DESK}`)
      await counter.locator('#show-toHandOver').click()
      await counter.locator('#case-1').click()
      await counter.locator('#act-deliver').click()
      await fillField(counter, 'move-code', code)
      await counter.locator('#move-send').click()
      await counter.locator('#move').waitFor({ state: 'detached' })
      await phone.locator('#delivery:visible').getByText('已送达').waitFor()
    })
    await step('he rates how it was done; a bad word is called back by the supervisor, and he reads what was done', async () => {
      await openRating()
      await phone.locator('#level-dissatisfied').click()
      await phone.locator('#option-slow').click()
      await phone.locator('#send-rating').click()
      await phone.waitForSelector('#given-conclusion')
      await supervisor.goto(`${counterBase}/#/features/staff/pages/home/index`)
      await supervisor.locator('#queue-callBacks:visible').click()
      await supervisor.locator('#call-back-1').click()
      await supervisor.locator('#finding-confirmed').click()
      await supervisor.locator('textarea#call-back-text, #call-back-text textarea').first().fill('已核实，今后当天转办')
      await supervisor.locator('#send-call-back').click()
      await supervisor.locator('#call-back-1').waitFor({ state: 'detached' })
      await openRating()
      await phone.locator('#given-conclusion:visible').getByText('今后当天转办').waitFor()
    })
    await step('he shows it, and the clerk’s camera says 有效 with its fields', async () => {
      await openLicence(phone, 'elderPreferentialCard')
      await phone.locator('#scene-governmentHall').click()
      await phone.waitForSelector('#presentation-code')
      await counter.goto(`${counterBase}/#/features/verification/pages/verify/index`)
      await counter.locator('#counter-scene-governmentHall').click()
      await counter.locator('#scan-camera').click()
      await showToCamera(counter, await photographCode(phone))
      await counter.waitForSelector('#verdict')
      assert.equal(await counter.locator('#verdict h1').innerText(), '有效')
      assert.match(await textOf(counter, '[role=main]:visible'), /李建国/)
      await clearCamera(counter)
    })
    await step('nothing went wrong on any page', () => {
      for (const page of [phone, counter, deputy, approver, supervisor]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
