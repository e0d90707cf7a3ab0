// 窗口代办: what was begun on a phone is taken over at the window by its code and confirmed on the phone; a person without a phone applies at the
// window, signs the sheet, and finds her case and where her letter is when she signs in for the first time; a mother without one applies for her newborn
// child in one go, and the father signs beside her.
import assert from 'node:assert/strict'
import { faultsOf, openBrowser, openCounter, openPhone, photographCode, showToCamera } from '../support/browser.mjs'
import { moveCase, staffCaller, until } from '../support/by-api.mjs'
import { openCity } from '../support/city.mjs'
import { demoPerson, fillField, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'
import { typeLikeScanner } from '../support/usb-scanner.mjs'

const ITEM = 'elderPreferentialCard'
const DESK = '/#/features/case-desk/pages/queue/index'
const textOf = async (page, selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ')
const photographOf = (page) => page.screenshot({ type: 'jpeg', quality: 60 })

/** What is left of the form once name, number and day of birth are known. */
async function fillIn(page, phone, wants = 'pickUp') {
  await fillField(page, 'field-phone', phone)
  await page.locator('#field-isResident-registered').click()
  await page.locator(`#field-wantsCard-${wants}`).click()
  await page.locator('#field-truth-agreed').click()
}

await walk('at-window', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  const jianguo = await demoPerson(city, '李建国')
  const guilan = await demoPerson(city, '刘桂兰')
  const mother = await demoPerson(city, '许静宜')
  let phone
  let counter
  let household
  let first
  let number
  /** A sheet on the scanner of the desk. */
  const scanSheet = async (page, box) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator(`#${box}-files-camera:visible`).click()])
    await chooser.setFiles({ name: '签过的.jpg', mimeType: 'image/jpeg', buffer: await photographOf(page) })
    await page.waitForSelector(`#${box}-files-1:visible`)
  }
  /** What the hall does with a case, without a screen. @returns its id */
  const grant = async (of) => {
    const office = { relyingPartyCode: 'governmentHall' }
    const [clerk, approver] = [await staffCaller(city, { ...office, capacity: 'clerk' }), await staffCaller(city, { ...office, capacity: 'approver' })]
    const { items } = await clerk.get('/staff/applications')
    const { id } = items.find((each) => each.number === of)
    for (const action of ['accept', 'startReview']) await moveCase(clerk, id, { action })
    await moveCase(approver, id, { action: 'decide', outcome: 'granted' })
    await until('the case that is concluded', async () => (await clerk.get(`/staff/applications/${id}`)).status === 'concluded')
    return id
  }
  const print = async (page, button) => {
    const [sheet] = await Promise.all([page.waitForEvent('popup'), page.locator(`#${button}:visible`).click()])
    await sheet.close()
  }
  try {
    await step('he begins on his phone, gets stuck, and asks for the code of his case', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: jianguo.phone })
      await realName(phone, { city, name: jianguo.name })
      await phone.goto(`${phoneBase}/#/features/applications/pages/apply/index?item=${ITEM}`)
      await phone.waitForSelector('#field-phone, #field-phone input')
      await fillField(phone, 'field-phone', jianguo.phone)
      await phone.locator('#draft-state', { hasText: '已保存' }).waitFor()
      await phone.locator('#to-window').click()
      await phone.waitForSelector('#application-code')
    })
    await step('the clerk holds it before her camera: the case opens with what he typed and what is known of him', async () => {
      counter = await openCounter(browser, counterBase)
      pages.set('counter', counter)
      await signInStaff(counter, { city, relyingPartyCode: 'governmentHall', capacity: 'clerk' })
      await counter.goto(`${counterBase}${DESK}`)
      await counter.locator('#begin-at-window').click()
      await counter.waitForSelector('#take-over')
      await counter.locator('#scan-camera').click()
      await showToCamera(counter, await photographCode(phone, '#application-code'))
      await counter.waitForSelector('#applicant')
      assert.match(await textOf(counter, '#applicant'), /李建国/)
      assert.equal(await counter.locator('input#field-phone, #field-phone input').first().inputValue(), jianguo.phone)
    })
    await step('his phone says by itself who has it', async () => {
      await phone.waitForSelector('#taken-over')
      assert.match(await textOf(phone, '[role=main]:visible'), /林浩正在替您办.*临江市政务服务大厅/)
    })
    await step('she fills in the rest, scans a paper, and puts it before him', async () => {
      await fillIn(counter, jianguo.phone)
      await counter.locator('#material-identity-licence').click()
      await counter.locator('#consent').getByRole('button', { name: /^同意/ }).click()
      await counter.locator('#material-residence-upload').click()
      const [chooser] = await Promise.all([counter.waitForEvent('filechooser'), counter.locator('#material-residence-files-camera').click()])
      await chooser.setFiles({ name: '租房合同.jpg', mimeType: 'image/jpeg', buffer: await photographOf(counter) })
      await counter.waitForSelector('#material-residence-files-1')
      await counter.locator('#to-check').click()
      await counter.locator('#ask').click()
      await counter.waitForSelector('#confirming')
    })
    await step('he reads it on his own phone and confirms; the desk follows', async () => {
      await phone.waitForSelector('#confirm-at-window')
      const shown = await textOf(phone, '[role=main]:visible')
      for (const said of ['李建国', '到大厅领实体卡', '上传照片或文件']) assert.match(shown, new RegExp(said))
      await phone.locator('#confirm-at-window').click()
      await phone.waitForSelector('#handed-in')
      await counter.waitForSelector('#handed-in')
      number = (await textOf(counter, '#handed-in')).match(/BJ-\d{8}-\w{6}-\w/)[0]
    })
    await step('the number on his receipt, read by the gun, opens the case with the mark of how he confirmed', async () => {
      await counter.goto(`${counterBase}${DESK}`)
      await counter.waitForSelector('#begin-at-window:visible')
      await typeLikeScanner(counter, number)
      await counter.waitForSelector('#by-window')
      assert.match(await textOf(counter, '#case'), new RegExp(`${number}.*申请人在手机上确认`))
    })
    await step('granted, it waits for him: the gun reads the code of his phone where licences are verified, and it opens ready to be handed over', async () => {
      const id = await grant(number)
      await phone.goto(`${phoneBase}/#/features/applications/pages/application/index?id=${id}`)
      await phone.waitForSelector('#pick-up-qr:visible')
      const code = (await textOf(phone, '#pick-up-code')).replace(/\D/g, '')
      await counter.goto(`${counterBase}/#/features/verification/pages/verify/index`)
      await counter.waitForSelector('#typed-code:visible')
      await typeLikeScanner(counter, `QJ-${code}`)
      await counter.waitForSelector('#move-code:visible, #move-code input:visible')
      assert.equal(await counter.locator('input#move-code, #move-code input').first().inputValue(), code)
      await counter.locator('#move-send').click()
      await counter.locator('#move').waitFor({ state: 'detached' })
      await phone.reload()
      await phone.getByText('已送达').first().waitFor()
    })
    await step('a woman without a phone applies by her document, and signs the sheet', async () => {
      await counter.locator('#begin-at-window:visible').click()
      await counter.locator(`#item-${ITEM}:visible`).click()
      await fillField(counter, 'begin-name', guilan.name)
      await fillField(counter, 'begin-number', guilan.number)
      await counter.locator('#begin-seen').click()
      await counter.locator('#begin-consent').click()
      await counter.locator('#begin').click()
      await counter.locator('#applicant', { hasText: guilan.name }).waitFor()
      await fillIn(counter, '19900000003', 'post')
      await counter
        .locator('textarea#field-postAddress, #field-postAddress textarea, input#field-postAddress, #field-postAddress input')
        .first()
        .fill('滨江路 18 号 2 单元 301 室')
      await counter.locator('#material-identity-licence:visible').click()
      await counter.locator('#consent').getByRole('button', { name: /^同意/ }).click()
      await counter.locator('#material-residence-commitment:visible').click()
      await counter.locator('#commit').click()
      await counter.locator('#to-check:visible').click()
      await counter.locator('#ask:visible').click()
      await print(counter, 'print-sheet')
      await scanSheet(counter, 'signed-sheet')
      await counter.locator('#hand-in-signed:visible').click()
      await counter.locator('#handed-in:visible').waitFor()
      number = (await textOf(counter, '#handed-in:visible')).match(/BJ-\d{8}-\w{6}-\w/)[0]
    })
    await step('the sheet she signed lies with her case at the desk', async () => {
      await counter.locator('#to-desk:visible').click()
      await counter.locator('#case-form:visible').waitFor()
      await counter.locator('[id^=case-sheet-]:visible').first().locator('[role=button], button').first().click()
      await counter.locator('img[id$=-open-picture]:visible').waitFor()
    })
    await step('when she signs in for the first time and proves that it is she, her case is there', async () => {
      first = await openPhone(browser, phoneBase)
      pages.set('first phone', first)
      await signInCitizen(first, { city, phone: guilan.phone })
      await realName(first, { city, name: guilan.name })
      await first.goto(`${phoneBase}/#/features/applications/pages/applications/index`)
      await first.locator('#application-1').click()
      await first.getByText('窗口代录，申请人在纸上签字确认').waitFor()
    })
    await step('granted, her card goes by post: her phone says under which number', async () => {
      await grant(number)
      const letter = first.locator('#delivery:visible', { hasText: '运单号' })
      await until('the number of her letter', async () => {
        await first.reload()
        await first.locator('#delivery:visible').waitFor()
        return letter.isVisible()
      })
      assert.match(await textOf(first, '#delivery:visible'), /邮寄.*运单号.*[A-Z0-9]{10,}/)
    })
    await step('a mother without a phone applies for her newborn child: the clerk asks the questions and fills in one form for five offices', async () => {
      household = await openCounter(browser, counterBase)
      pages.set('household', household)
      await signInStaff(household, { city, relyingPartyCode: 'householdOffice', capacity: 'clerk' })
      await household.goto(`${counterBase}/#/features/window-applications/pages/begin/index`)
      await household.locator('#bundle-newborn').click()
      await fillField(household, 'begin-name', mother.name)
      await fillField(household, 'begin-number', mother.number)
      await fillField(household, 'begin-child-name', '顾知夏')
      await fillField(household, 'begin-child-number', 'V990000003')
      await household.locator('#begin-seen').click()
      await household.locator('#begin-consent').click()
      await household.locator('#begin').click()
      for (const answer of ['parents-married', 'father-here', 'registerWith-mother', 'maternity-no']) {
        await household.locator(`#answer-${answer}:visible`).click()
        await household.locator('#question-next:visible').click()
      }
      await household.locator('#to-check:visible').waitFor()
      assert.match(await textOf(household, '[role=main]:visible'), /申请人：许静宜 给孩子办：顾知夏.*来自 出生医学证明.*来自 居民户口簿/)
      for (const [field, value] of [
        ['phone', '19900000015'],
        ['childNation', '汉族'],
        ['relation', '女'],
        ['clinic', '望江社区卫生服务中心'],
        ['bank', '临江市商业银行'],
      ])
        await fillField(household, `field-${field}`, value)
      await household
        .locator('textarea#field-homeAddress, #field-homeAddress textarea, input#field-homeAddress, #field-homeAddress input')
        .first()
        .fill('学府路 88 号 2 单元 601 室')
      for (const choice of ['wantsVisits-yes', 'results-electronicOnly', 'truth-agreed']) await household.locator(`#field-${choice}`).click()
      for (const material of ['birthCertificate', 'motherRegister']) {
        await household.locator(`#material-${material}-licence`).click()
        await household.locator('#consent').getByRole('button', { name: /^同意/ }).click()
      }
      await household.locator('#to-check:visible').click()
      await household.locator('#ask:visible').click()
      await print(household, 'print-sheet')
      await scanSheet(household, 'signed-sheet')
      await household.locator('#hand-in-signed:visible').click()
      await household.locator('#second-persons:visible').waitFor()
    })
    await step('the father stands beside her and signs; the registration lies in the queue with his card and what he signed', async () => {
      await household.locator('#sign-here-father').click()
      await print(household, 'print-consent-father')
      await scanSheet(household, 'consent-sheet-father')
      await household.locator('#consent-seen-father').click()
      await household.locator('#consent-signed-father').click()
      await household.locator('#role-father', { hasText: '已同意使用居民身份证' }).waitFor()
      await household.locator('#to-desk').click()
      // It begins a moment after he has signed.
      const registration = household.locator('[id^="case-"]:visible', { hasText: '出生登记' }).first()
      await until('the registration in the queue', async () => {
        await household.goto(`${counterBase}/#/features/staff/pages/home/index`)
        await household.goto(`${counterBase}${DESK}`)
        return registration.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        )
      })
      await registration.click()
      await household.locator('#case-materials:visible').waitFor()
      assert.match(await textOf(household, '#case-materials:visible'), /另一方的居民身份证.*顾晨/)
      await household.locator('[id^="case-files-otherParentIdentity-"]:visible').first().click()
      await household.locator('img[id$=-open-picture]:visible').waitFor()
    })
    for (const page of [phone, counter, household, first]) assert.deepEqual(faultsOf(page), [])
  } finally {
    await browser.close()
    await city.stop()
  }
})
