// The window: real-naming without a face, unfreezing, a device approved, a licence revoked by two persons, an error report answered.
import assert from 'node:assert/strict'
import { MongoClient } from 'mongodb'
import { faultsOf, openBrowser, openCounter, openPhone, photographCode, showToCamera } from '../support/browser.mjs'
import { openCity } from '../support/city.mjs'
import { askToWork, demoPerson, fillField, openLicence, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'

const PETR = { name: 'NOVAK PETR', phone: '19900000012' }
const MEI = { name: '王小梅', phone: '19900000001' }
const pageOf = (path) => `/#/features/${path}/index`
/** Opens a page of the app without losing who is signed in. */
const open = (page, path) => page.goto(new URL(page.url()).origin + pageOf(path))

/** The demo's accounts may sit anywhere; here one has to be let onto its device, as everybody's has outside the demo (R30). */
async function requireDevice(city, username) {
  const client = await MongoClient.connect(city.mongoUri)
  await client
    .db()
    .collection('staff_accounts')
    .updateOne({ username }, { $set: { anyDevice: false } })
  await client.close()
}

await walk('window', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  const petr = await demoPerson(city, PETR.name)
  const mei = await demoPerson(city, MEI.name)
  let phone
  let hall
  let mother
  let counter
  let supervisor
  let code
  let number
  try {
    await step('the holder of a passport signs in; only a window can name him, and the phone gives him a code', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: PETR.phone })
      await phone.waitForSelector('#real-name-submit')
      await fillField(phone, 'real-name-name', PETR.name)
      await phone.locator('#real-name-type-passport').click()
      await fillField(phone, 'real-name-number', petr.number)
      await phone.locator('#real-name-submit').click()
      await phone.waitForSelector('#way-window')
      assert.equal(await phone.locator('#way-face').count(), 0)
      await phone.locator('#way-window').click()
      await phone.waitForSelector('#window-code')
      code = (await phone.locator('#window-code').innerText()).trim()
      assert.match(code, /^\d{4} \d{4}$/)
    })
    await step('the clerk of the hall types it and sees what to compare with the passport', async () => {
      hall = await openCounter(browser, counterBase)
      pages.set('hall', hall)
      await signInStaff(hall, { city, relyingPartyCode: 'governmentHall', capacity: 'clerk' })
      await hall.locator('#area-window').click()
      await hall.waitForSelector('#window-find')
      await fillField(hall, 'window-code', code)
      await hall.locator('#window-find').click()
      await hall.waitForSelector('#claim')
      const claim = await hall.locator('#claim').innerText()
      assert.match(claim, /NOVAK PETR/)
      assert.match(claim, /护照/)
      assert.match(claim.replace(/\s/g, ''), new RegExp(petr.number))
    })
    await step('he confirms once document, claim and person were looked at', async () => {
      assert.equal(await hall.locator('#claim-confirm').getAttribute('aria-disabled'), 'true')
      for (const check of ['document', 'claim', 'person']) await hall.locator(`#check-${check}`).click()
      await hall.locator('#claim-confirm').click()
      await hall.waitForSelector('#claim-confirmed')
      assert.equal(await hall.getByText(PETR.name).count(), 0)
    })
    await step('his phone shows by itself that he is confirmed', async () => {
      await phone.waitForSelector('text=已完成实名认证', { timeout: 15_000 })
    })
    await step('he freezes his account, and his phone is signed out', async () => {
      await open(phone, 'account/pages/sessions')
      await phone.locator('#freeze').click()
      await phone.locator('#dialog-confirm').click()
      await phone.waitForSelector('#freeze', { state: 'detached' })
      await phone.waitForFunction(() => !localStorage.getItem('zsb.session')?.includes('personId'))
    })
    await step('the clerk unfreezes it by the passport in his hand', async () => {
      await hall.locator('#area-home').click()
      await hall.locator('#act-freeze').click()
      await hall.waitForSelector('#freeze-submit')
      await hall.locator('#freeze-type-passport').click()
      await fillField(hall, 'freeze-number', petr.number)
      await fillField(hall, 'freeze-reason', '本人带护照到窗口，手机已找回')
      await hall.locator('#freeze-seen').click()
      await hall.locator('#freeze-submit').click()
      await hall.waitForSelector('#unfrozen')
    })
    await step('a clerk on a new device is refused, and the device shows its number', async () => {
      await requireDevice(city, 'chenjing')
      counter = await openCounter(browser, counterBase)
      pages.set('counter', counter)
      await askToWork(counter, { city, relyingPartyCode: 'vehicleOffice', capacity: 'clerk' })
      await counter.waitForSelector('text=本机设备号')
      number = /本机设备号 (\d{6})/.exec(await counter.locator('[role=main]').innerText())[1]
    })
    await step('the supervisor’s home says that a device waits; the same number stands there, and she approves it', async () => {
      supervisor = await openCounter(browser, counterBase)
      pages.set('supervisor', supervisor)
      await signInStaff(supervisor, { city, relyingPartyCode: 'vehicleOffice', capacity: 'supervisor' })
      await supervisor.waitForFunction(() => document.querySelector('#queue-devices')?.textContent?.includes('1 件'))
      await supervisor.locator('#queue-devices').click()
      await supervisor.waitForSelector('#device-1')
      assert.match(await supervisor.locator('#device-1').innerText(), new RegExp(number))
      await supervisor.locator('#approve-device-1').click()
      await supervisor.locator('#dialog-confirm').click()
      await supervisor.waitForSelector('text=已批准')
    })
    await step('the clerk signs in on it', async () => {
      await city.advance(31_000)
      await signInStaff(counter, { city, relyingPartyCode: 'vehicleOffice', capacity: 'clerk' })
      await counter.waitForSelector('#counter-purpose')
    })
    await step('a holder is signed in with her driving licence, and reports an error on it', async () => {
      mother = await openPhone(browser, phoneBase)
      pages.set('mother', mother)
      await signInCitizen(mother, { city, phone: MEI.phone })
      await realName(mother, { city, name: MEI.name })
      await mother.goto(`${phoneBase}/#/pages/wallet/index`)
      await mother.waitForSelector('#card-drivingLicence')
      if (!(await mother.locator('#detail-drivingLicence').isVisible())) await mother.locator('#card-drivingLicence').click()
      await mother.locator('#detail-drivingLicence').click()
      await mother.locator('#wrong-whole').click()
      await fillField(mother, 'wrong-text', '照片是很早以前的')
      await mother.locator('#send-wrong').click()
      await mother.waitForSelector('text=照片是很早以前的', { state: 'detached' })
    })
    await step('the office answers it and she reads the answer', async () => {
      await counter.locator('#area-licences').click()
      await counter.locator('#open-reports').click()
      await counter.waitForSelector('#report-1')
      assert.match(await counter.locator('#report-1').innerText(), /照片是很早以前的/)
      await counter.locator('#outcome-report-1-asIssued').click()
      await fillField(counter, 'answer-report-1', '和发证时的照片一致，换证时会更新。')
      await counter.locator('#send-report-1').click()
      await counter.waitForSelector('text=已答复')
      await mother.reload()
      await mother.waitForSelector('text=换证时会更新')
    })
    await step('the clerk finds her licence by her document and asks for 吊销: nothing changes yet', async () => {
      await counter.locator('#nav-leave:visible').click()
      await counter.locator('#begin-change:visible').click()
      await counter.waitForSelector('#find-licence')
      await counter.locator('#find-type-drivingLicence').click()
      await fillField(counter, 'find-number', mei.number)
      await counter.locator('#find-licence').click()
      await counter.waitForSelector('#licence')
      assert.match(await counter.locator('#licence').innerText(), /王\*\*/)
      await counter.locator('#move-revokeAsPenalty').click()
      await fillField(counter, 'change-case', '临公交 2026-118')
      await fillField(counter, 'change-reason', '处罚决定已生效，期限内没有申请复议')
      await counter.locator('#ask-change').click()
      await counter.locator('#dialog-confirm').click()
      await counter.waitForSelector('text=等第二人复核')
      await counter.locator('#see-changes').click()
      await counter.locator('#change-1:visible').click()
      await counter.waitForSelector('#change-take-back')
      assert.equal(await counter.locator('#change-approve').count(), 0)
    })
    await step('R17: the supervisor reads all of it, with the keyboard, and signs', async () => {
      await supervisor.locator('#area-home:visible').click()
      await supervisor.locator('#queue-changes:visible').click()
      await supervisor.waitForSelector('#change-1')
      await supervisor.keyboard.press('ArrowDown')
      await supervisor.keyboard.press('Enter')
      await supervisor.waitForSelector('#change-approve')
      const shown = await supervisor.locator('#change').innerText()
      for (const fact of ['吊销', '临公交 2026-118', '处罚决定已生效']) assert.match(shown, new RegExp(fact))
      await supervisor.locator('#change-approve').click()
      await supervisor.locator('#dialog-confirm').click()
      await supervisor.waitForSelector('text=已生效')
    })
    await step('the verdict at the counter says the legal word', async () => {
      await mother.goto(`${phoneBase}/#/pages/wallet/index`)
      await mother.waitForFunction(() => document.querySelector('#card-drivingLicence')?.textContent?.includes('吊销'))
      await openLicence(mother, 'drivingLicence')
      await mother.locator('#scene-vehicleOffice').click()
      await mother.waitForSelector('#presentation-code')
      await counter.locator('#area-verify:visible').click()
      await counter.locator('#scan-camera').click()
      await showToCamera(counter, await photographCode(mother))
      await counter.waitForSelector('#verdict')
      assert.equal(await counter.locator('#verdict h1').innerText(), '吊销')
    })
    await step('the holder of the passport signs in again: his account is open and he is still confirmed', async () => {
      await phone.reload()
      await signInCitizen(phone, { city, phone: PETR.phone })
      await phone.goto(`${phoneBase}/#/pages/mine/index`)
      await phone.waitForSelector(`text=${PETR.name}`)
    })
    await step('nothing went wrong on any page', () => {
      for (const page of [phone, hall, mother, counter, supervisor]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
