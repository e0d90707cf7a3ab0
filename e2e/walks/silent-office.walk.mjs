// What time alone does: a 行政许可 is applied for with a material promised for later, the office stays silent, so it counts as accepted 视为受理 and
// what was promised is owed; it does not come 容缺逾期, and the case goes back with its paper; an objection that is right begins it anew. And a permit
// whose renewal was asked for in time runs on by itself 视为准予延续.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { faultsOf, openBrowser, openCounter, openPhone } from '../support/browser.mjs'
import { openCity } from '../support/city.mjs'
import { demoPerson, fillField, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'
import { signByHand } from '../support/sign-by-hand.mjs'

const NAME = '李建国'
const FIRM = '赵敏华'
const DAY_MS = 24 * 3_600_000
const DESK = '/#/features/case-desk/pages/queue/index'
/** A firm of the demo city: its code passes the check. */
const { creditCode } = JSON.parse(readFileSync(new URL('../../api/content/relying-parties/hotel.json', import.meta.url), 'utf8'))
const photographOf = (page) => page.screenshot({ type: 'jpeg', quality: 60 })
const textOf = async (page, selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ')

await walk('silent-office', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  const person = await demoPerson(city, NAME)
  let phone
  let her
  let counter
  const write = (id, text) => phone.locator(`textarea#${id}, #${id} textarea`).first().fill(text)
  const send = async (material, page = phone) => {
    await page.locator(`#material-${material}-upload`).click()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator(`#material-${material}-files-camera`).click()])
    await chooser.setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await photographOf(page) })
    await page.waitForSelector(`#material-${material}-files-1`)
  }
  /** From the words one looks for to the form. */
  const startItem = async (page, { words, item }) => {
    await page.goto(`${phoneBase}/#/features/service-items/pages/catalogue/index`)
    await fillField(page, 'catalogue-q', words)
    await page.locator('#catalogue-find').click()
    await page.locator(`#item-${item}`).click()
    await page.locator('#guide-apply').click()
    await page.waitForSelector('#field-phone, #field-phone input')
  }
  /** So many days later by the city's clock. A process that starts looks at once at what is due, the others within a minute; no page is open on it. */
  const daysPass = async (days) => {
    await city.advance(days * DAY_MS)
    const { child } = city.programs[1]
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
    await city.restartApi(1)
  }
  /** His case on the phone, once it says so. */
  const openWhen = async (says, page = phone) => {
    const until = Date.now() + 90_000
    do {
      // Opened once: a reload would end the document while its session is being carried on.
      await page.goto('about:blank')
      await page.goto(`${phoneBase}/#/features/applications/pages/applications/index`)
      await page.locator('#application-1:visible').waitFor()
    } while (!says.test(await textOf(page, '#application-1:visible')) && Date.now() < until)
    assert.match(await textOf(page, '#application-1:visible'), says)
    await page.locator('#application-1:visible').click()
  }
  const readPaper = async (name, page = phone) => {
    await page.getByText(name, { exact: true }).last().click()
    await page.waitForSelector('#paper')
    const text = await textOf(page, '#paper')
    await page.goBack()
    return text
  }
  try {
    await step('he applies for the hygiene permit of his shop, and promises the hygiene rules for later', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: person.phone })
      await realName(phone, { city, name: NAME })
      await startItem(phone, { words: '开理发店', item: 'publicPlaceHygiene' })
      await fillField(phone, 'field-creditCode', creditCode)
      await fillField(phone, 'field-phone', person.phone)
      await fillField(phone, 'field-venueName', '建国理发店')
      await fillField(phone, 'field-venueAddress', '临江市江北区滨江路 18 号')
      await phone.locator('#field-trade-hairdressing').click()
      await fillField(phone, 'field-area', '42.5')
      await phone.locator('#field-staff-add').click()
      await fillField(phone, 'field-staff-0-staffName', NAME)
      await fillField(phone, 'field-staff-0-healthUntil', '2099-01-01')
      await write('field-disinfection', '剪刀推子用紫外线消毒柜，一客一换；门窗对开通风')
      await phone.locator('#field-wantsPermit-pickUp').click()
      await phone.locator('#field-truth-agreed').click()
      await signByHand(phone, 'field-signature')
      await send('venueLicence')
      await send('venuePlan')
      await phone.locator('#material-hygieneReport-commitment').click()
      await phone.locator('#commit').click()
      await phone.locator('#material-hygieneRules-later').click()
      await phone.locator('#agree-later').click()
      await phone.locator('#to-check').click()
      await phone.waitForSelector('#check')
      assert.equal(await phone.locator('#check .z-signature img').count(), 1)
      await phone.locator('#submit').click()
      await phone.waitForSelector('#submitted')
    })
    await step('the permit of a firm ends in 45 days: its representative asks in time that it runs on, and is told what silence will mean', async () => {
      const owner = await demoPerson(city, FIRM)
      her = await openPhone(browser, phoneBase)
      pages.set('firm', her)
      await signInCitizen(her, { city, phone: owner.phone })
      await realName(her, { city, name: FIRM })
      await startItem(her, { words: '卫生许可证到期了', item: 'publicPlaceHygieneRenewal' })
      await her.locator('#field-permit-card-1').click()
      assert.match(await textOf(her, '#field-permit'), /现在申请来得及.*视为准予延续/)
      await fillField(her, 'field-phone', owner.phone)
      await fillField(her, 'field-hygieneManager-name', FIRM)
      await fillField(her, 'field-hygieneManager-number', owner.number)
      await her.locator('#field-district-choice-990102').click()
      await fillField(her, 'field-testedOn', '20260601')
      await fillField(her, 'field-customers', '60')
      await her.locator('#field-wantsPermit-electronicOnly').click()
      await her.locator('#field-truth-agreed').click()
      await signByHand(her, 'field-signature')
      await her.locator('#material-presentPermit-licence').click()
      await her.locator('#consent').getByRole('button', { name: /^同意/ }).click()
      await send('yearlyReport', her)
      await her.locator('#material-unchanged-commitment').click()
      await her.locator('#commit').click()
      await her.locator('#to-check').click()
      await her.waitForSelector('#check')
      await her.locator('#submit').click()
      await her.waitForSelector('#submitted')
    })
    await step('the office says nothing in time: it counts as accepted, by a paper that says by which law, and what he promised is owed', async () => {
      await daysPass(20)
      await openWhen(/视为受理/)
      assert.match(await textOf(phone, '#gap'), /卫生管理制度/)
      assert.match(await readPaper('行政许可申请受理通知书'), /行政许可法.*第三十二条.*视为受理.*还要补交.*卫生管理制度/)
      await openWhen(/视为受理/, her)
    })
    await step('the clerk finds it in his queue with what is owed, and nothing can be decided before it has come', async () => {
      counter = await openCounter(browser, counterBase)
      pages.set('counter', counter)
      await signInStaff(counter, { city, relyingPartyCode: 'governmentHall', capacity: 'clerk' })
      await counter.goto(`${counterBase}${DESK}`)
      await counter.locator('[id^=case-]:visible', { hasText: '公共场所卫生许可新办' }).first().click()
      await counter.waitForSelector('#case-form:visible')
      await counter.waitForSelector('#case-field-signature-drawn')
      assert.match(await textOf(counter, '#case'), /视为受理/)
      await counter.locator('#act-startReview').click()
      await counter.locator('#act-startReview').waitFor({ state: 'detached' })
      await counter.waitForSelector('#act-fillGap')
      assert.equal(await counter.locator('#act-propose').count(), 0)
      assert.deepEqual(faultsOf(counter), [])
      await counter.close()
      pages.delete('counter')
    })
    await step('it does not come: the case goes back with a paper that says what was missing and where he may turn', async () => {
      await daysPass(26)
      await openWhen(/已退件/)
      assert.match(await readPaper('终止办理告知书'), /卫生管理制度.*行政复议.*行政诉讼/)
      assert.equal(await phone.locator('#gap:visible').count(), 0)
    })
    await step('he objects; a supervisor finds that he is right, and his case begins anew without being handed in again', async () => {
      await phone.locator('#object:visible').click()
      await phone.locator('textarea[id^=objection-], [id^=objection-] textarea').first().fill('卫生管理制度我按时交到窗口了，有回执')
      await phone.locator('[id^=send-objection-]').click()
      await phone.getByText('已提交，答复了会发消息给您').waitFor()
      const supervisor = await openCounter(browser, counterBase)
      pages.set('supervisor', supervisor)
      await signInStaff(supervisor, { city, relyingPartyCode: 'governmentHall', capacity: 'supervisor' })
      await supervisor.goto(`${counterBase}/#/features/objections/pages/objections/index`)
      await supervisor.locator('#objection-1').click()
      await supervisor.locator('#finding-corrected').click()
      await supervisor.locator('textarea#objection-text, #objection-text textarea').first().fill('窗口收了材料没有登记，终止办理有误，予以纠正')
      await supervisor.locator('#send-answer').click()
      await supervisor.locator('#objection-1').waitFor({ state: 'detached' })
      assert.deepEqual(faultsOf(supervisor), [])
      await openWhen(/已提交/)
      assert.match(await readPaper('撤销决定告知书'), /异议.*予以撤销.*窗口收了材料没有登记/)
    })
    await step('what is a matter of two persons the clerk only proposes; the approver reads it and decides', async () => {
      const [clerk, approver] = [await openCounter(browser, counterBase), await openCounter(browser, counterBase)]
      pages.set('clerk', clerk).set('approver', approver)
      const openCase = async (page, capacity) => {
        await signInStaff(page, { city, relyingPartyCode: 'governmentHall', capacity })
        await page.goto(`${counterBase}${DESK}`)
        await page.locator('[id^="case-"]:visible', { hasText: '李**' }).first().click()
        await page.waitForSelector('#case-form:visible')
      }
      const send = async (page) => {
        await page.locator('#move-send').click()
        await page.locator('#move').waitFor({ state: 'detached' })
      }
      await openCase(clerk, 'clerk')
      await clerk.locator('#act-acceptWithGaps').click()
      await fillField(clerk, 'move-days', '3')
      await send(clerk)
      await clerk.locator('#act-startReview').click()
      await clerk.locator('#act-fillGap').click()
      await send(clerk)
      await clerk.locator('#act-propose').click()
      await clerk.locator('#outcome-granted').click()
      await clerk.locator('textarea#move-note, #move-note textarea').first().fill('现场看过，符合要求')
      await send(clerk)
      assert.equal(await clerk.locator('#act-decide').count(), 0)
      await openCase(approver, 'approver')
      assert.match(await textOf(approver, '#case'), /拟办意见：准予.*要由另一位同事作决定/)
      assert.equal(await approver.locator('#act-propose').count(), 1)
      await approver.locator('#act-decide').click()
      await approver.locator('#outcome-granted').click()
      await approver.locator('#move-send').click()
      await approver.locator('#dialog-confirm').click()
      await approver.locator('#move').waitFor({ state: 'detached' })
      for (const page of [clerk, approver]) assert.deepEqual(faultsOf(page), [])
      await openWhen(/准予|已办结|已决定/)
    })
    await step('nobody has decided on the permit before its end: its renewal counts as granted, by its paper, and it runs on in the wallet', async () => {
      await openWhen(/已办结/, her)
      assert.match(await readPaper('准予行政许可决定书', her), /第五十条，视为准予延续.*有效期延续到20\d\d年/)
      await her.locator('#open-licence:visible').click()
      await her.getByText('准予延续').first().waitFor()
    })
    await step('nothing went wrong on their phones', () => {
      for (const page of [phone, her]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
