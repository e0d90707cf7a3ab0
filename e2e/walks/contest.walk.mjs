// «不是我»: a forwarded picture works once; the holder turns the clerk's verdict red, complains, and a supervisor answers.
import assert from 'node:assert/strict'
import { openBrowser, openCounter, openPhone, faultsOf, photographCode, showToCamera } from '../support/browser.mjs'
import { openCity } from '../support/city.mjs'
import { fillField, openLicence, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'

await walk('contest', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  let phone
  let counter
  let supervisor
  let rental
  let operator
  try {
    await step('the citizen is signed in and shows her driving licence', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: '19900000001' })
      await realName(phone, { city, name: '王小梅' })
      await openLicence(phone, 'drivingLicence')
      await phone.locator('#scene-vehicleOffice').click()
      await phone.waitForSelector('#presentation-code')
    })
    await step('a clerk scans it: 有效', async () => {
      counter = await openCounter(browser, counterBase)
      pages.set('counter', counter)
      await signInStaff(counter, { city, relyingPartyCode: 'vehicleOffice', capacity: 'clerk' })
      await counter.waitForSelector('#counter-purpose')
      await counter.locator('#scan-camera').click()
      await showToCamera(counter, await photographCode(phone))
      await counter.waitForSelector('#verdict')
      assert.equal(await counter.locator('#verdict h1').innerText(), '有效')
    })
    await step('R32: she taps 不是我 and the verdict turns red within seconds', async () => {
      await phone.waitForSelector('#not-me')
      await phone.locator('#not-me').click()
      await counter.waitForFunction(() => document.querySelector('#verdict')?.textContent?.includes('不是本人'), null, { timeout: 5_000 })
    })
    await step('she complains in the use record', async () => {
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.locator('#complain-1').click()
      await phone.locator('#reason-notMe').click()
      await fillField(phone, 'complaint-text', '我当时不在车管所')
      await phone.locator('#send-complaint').click()
      await phone.waitForSelector('text=等待答复')
    })
    await step('the supervisor of that office sees it and answers', async () => {
      supervisor = await openCounter(browser, counterBase)
      pages.set('supervisor', supervisor)
      await signInStaff(supervisor, { city, relyingPartyCode: 'vehicleOffice', capacity: 'supervisor' })
      await supervisor.locator('#area-complaints').click()
      await supervisor.waitForSelector('#complaint-1')
      assert.match(await supervisor.locator('#complaint-1').innerText(), /我当时不在车管所/)
      await fillField(supervisor, 'answer-text-complaint-1', '已调取监控，正在核实，三天内给您结果。')
      await supervisor.locator('#send-answer-complaint-1').click()
      await supervisor.waitForSelector('text=已答复，对方会收到消息')
      await supervisor.waitForSelector('text=没有待答复的异议')
      await supervisor.locator('#complaint-state-answered').click()
      await supervisor.waitForSelector('#complaint-1 >> text=已调取监控')
    })
    await step('she reads the answer', async () => {
      await phone.goto(`${phoneBase}/#/pages/home/index`)
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.waitForSelector('text=已调取监控')
    })
    await step('the car rental looks too, which has no supervisor: her complaint lies at the operators’ desk', async () => {
      await openLicence(phone, 'drivingLicence')
      await phone.locator('#scene-carRental').click()
      await phone.waitForSelector('#presentation-code')
      rental = await openCounter(browser, counterBase)
      pages.set('rental', rental)
      await signInStaff(rental, { city, relyingPartyCode: 'carRental', capacity: 'relyingParty' })
      await rental.waitForSelector('#counter-purpose')
      await rental.locator('#scan-camera').click()
      await showToCamera(rental, await photographCode(phone))
      await rental.waitForSelector('#verdict')
      assert.equal(await rental.locator('#verdict h1').innerText(), '有效')
      await phone.goto(`${phoneBase}/#/pages/home/index`)
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.waitForSelector('#entry-2')
      await phone.locator('#complain-2').click()
      await phone.locator('#reason-tooMuchAsked').click()
      await fillField(phone, 'complaint-text', '只租车，不必看照片')
      await phone.locator('#send-complaint').click()
      await phone.waitForSelector('#entry-2 >> text=等待答复')
    })
    await step('the operator sees it among what waits, answers, and she reads it', async () => {
      operator = await openCounter(browser, counterBase)
      pages.set('operator', operator)
      await signInStaff(operator, { city, relyingPartyCode: null, capacity: 'operator' })
      await operator.waitForSelector('#queue-complaints >> text=1 件')
      await operator.locator('#queue-complaints').click()
      await operator.waitForSelector('#complaint-1')
      assert.match(await operator.locator('#complaint-1').innerText(), /只租车，不必看照片/)
      await fillField(operator, 'answer-text-complaint-1', '已要求租车公司不再查看照片。')
      await operator.locator('#send-answer-complaint-1').click()
      await operator.waitForSelector('text=已答复，对方会收到消息')
      await phone.goto(`${phoneBase}/#/pages/home/index`)
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.waitForSelector('#entry-2 >> text=已要求租车公司')
    })
    await step('nothing went wrong on any page', () => {
      for (const page of [phone, counter, supervisor, rental, operator]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
