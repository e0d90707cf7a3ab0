// §11: sign in → wallet → code → the clerk's camera → verdict → who looked → ledger, with two API processes, on data from the mocks.
import assert from 'node:assert/strict'
import { openBrowser, openCounter, openPhone, faultsOf, photographCode, showToCamera, clearCamera } from '../support/browser.mjs'
import { drawCode, foreignCode, readCode, tamper } from '../support/codes.mjs'
import { openCity } from '../support/city.mjs'
import { openLicence, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'

const MEI = { name: '王小梅', phone: '19900000001' }
const scan = async (counter, picture, options) => {
  await showToCamera(counter, picture, options)
  await counter.waitForSelector('#verdict', { timeout: 15_000 })
  const word = (await counter.locator('#verdict h1').innerText()).trim()
  await clearCamera(counter)
  return word
}
/** The next code is let in once 人证一致 is answered, where it is asked (R32). */
const next = async (counter) => {
  if (await counter.locator('#match-yes').count()) {
    await counter.locator('#match-yes').click()
    await counter.waitForSelector('#match-yes', { state: 'detached' })
  }
  await counter.locator('#scan-next').click()
  await counter.waitForSelector('#verdict', { state: 'detached' })
}

await walk('main-job', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  let phone
  let counter
  let frame
  const answers = []
  try {
    await step('the citizen signs in with a phone number and a code', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: MEI.phone })
    })
    await step('she is real-named against the population register', async () => {
      await realName(phone, { city, name: MEI.name })
    })
    await step('her wallet holds the licences of the libraries', async () => {
      await phone.goto(`${phoneBase}/#/pages/wallet/index`)
      await phone.waitForSelector('#card-drivingLicence')
      for (const type of ['residentIdCard', 'socialSecurityCard', 'householdRegister']) assert.ok(await phone.locator(`#card-${type}`).count(), type)
    })
    await step('the clerk signs in with a second factor and gets the scenes of his counter', async () => {
      counter = await openCounter(browser, counterBase)
      pages.set('counter', counter)
      counter.on('response', async (response) => {
        if (response.url().endsWith('/api/v1/verifications') && response.request().method() === 'POST') answers.push(await response.json().catch(() => null))
      })
      await signInStaff(counter, { city, relyingPartyCode: 'vehicleOffice', capacity: 'clerk' })
      await counter.waitForSelector('#counter-purpose')
    })
    await step('she shows the driving licence at the vehicle office', async () => {
      await openLicence(phone, 'drivingLicence')
      await phone.locator('#scene-vehicleOffice').click()
      await phone.waitForSelector('#presentation-code')
      frame = await photographCode(phone)
    })
    await step('the camera of the clerk sees her screen: 有效', async () => {
      await counter.locator('#scan-camera').click()
      assert.equal(await scan(counter, frame), '有效')
    })
    await step('the verdict has the right fields and no others, on the wire', async () => {
      const verdict = answers.at(-1)
      assert.equal(verdict.verdict, 'valid')
      assert.deepEqual(verdict.fields.map((field) => field.code).sort(), ['name', 'photo', 'vehicleClass'])
      assert.equal(verdict.fields.find((field) => field.code === 'name').value, MEI.name)
      assert.ok(verdict.status.ageSeconds <= 300)
      assert.match(verdict.receipt, /^HY-\d{4}-[0-9A-Z]{6}-[0-9A-Z]$/)
    })
    await step('her phone says within a second who looked', async () => {
      await phone.waitForSelector('#presentation-used', { timeout: 3_000 })
      assert.match(await phone.locator('#presentation-used').innerText(), /车管所/)
    })
    await step('pictures are kept for the reader of this walk', async () => {
      await phone.screenshot({ path: '.cache/walks/seen-phone-used.png' })
      await counter.screenshot({ path: '.cache/walks/seen-counter-valid.png' })
    })
    await step('人证一致 is tapped', async () => {
      await counter.locator('#match-yes').click()
      await counter.waitForSelector('text=已确认')
    })
    await step('the same frame again is 已使用', async () => {
      await next(counter)
      assert.equal(await scan(counter, frame), '已使用')
      assert.equal(answers.at(-1).byMe, true)
      await next(counter)
    })
    await step('the ledger has the entry', async () => {
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.waitForSelector('#entry-1')
      const entry = await phone.locator('#entry-1').innerText()
      assert.match(entry, /机动车驾驶证/)
      assert.match(entry, /车管所/)
      assert.match(entry, new RegExp(answers[0].receipt))
    })
    await step('a wrong scene burns nothing', async () => {
      await openLicence(phone, 'drivingLicence')
      await phone.locator('#scene-carRental').click()
      await phone.waitForFunction(() => document.querySelector('#scene-carRental')?.getAttribute('aria-checked') === 'true')
      await phone.waitForSelector('#presentation-code')
      frame = await photographCode(phone)
      assert.equal(await scan(counter, frame), '场合不对')
      await next(counter)
      const issued = phone.waitForResponse((response) => response.url().endsWith('/api/v1/presentations') && response.status() === 201)
      await phone.locator('#scene-vehicleOffice').click()
      await issued
      await phone.waitForSelector('#presentation-code')
    })
    await step('turned, small and noisy frames are read too', async () => {
      for (const [turn, size, noise] of [
        [25, 520, 0],
        [180, 400, 30],
      ]) {
        await phone.waitForSelector('#presentation-code')
        frame = await photographCode(phone)
        assert.equal(await scan(counter, frame, { turn, size, noise }), '有效')
        await next(counter)
        await phone.waitForSelector('#presentation-used')
        await phone.locator('#present-again').click()
        await phone.waitForSelector('#presentation-code')
      }
    })
    await step('a tampered code is 伪造, a code of an unknown issuer 无法核实, a shopping QR is not ours', async () => {
      const live = await readCode(await photographCode(phone))
      assert.equal(await scan(counter, await drawCode(tamper(live))), '伪造')
      await next(counter)
      assert.equal(await scan(counter, await drawCode(foreignCode(live))), '无法核实')
      await next(counter)
      assert.equal(await scan(counter, await drawCode('https://pay.shop-a.example/p/8812')), '不是本系统的码')
      await next(counter)
    })
    await step('61 s later the frame is 已过期', async () => {
      frame = await photographCode(phone)
      await phone.goto(`${phoneBase}/#/pages/home/index`)
      await city.advance(61_000)
      assert.equal(await scan(counter, frame), '已过期')
      await next(counter)
    })
    await step('a suspended licence says so with its legal word', async () => {
      const { licences } = await (await fetch(`${city.mocks.police}/_control/licences`)).json()
      const mine = licences.find((licence) => licence.type === 'drivingLicence' && licence.holders.some((holder) => holder.name === MEI.name))
      await city.post(`${city.mocks.police}/_control/licences/state`, { identifier: mine.identifier, state: 'withheld' })
      await phone.goto(`${phoneBase}/#/pages/wallet/index`)
      await phone.locator('#collect').click()
      await phone.waitForFunction(() => document.querySelector('#card-drivingLicence')?.textContent?.includes('暂扣'))
      await openLicence(phone, 'drivingLicence')
      await phone.locator('#scene-vehicleOffice').click()
      frame = await photographCode(phone)
      assert.equal(await scan(counter, frame), '暂扣')
      await next(counter)
    })
    await step('nothing went wrong on either page', () => {
      assert.deepEqual(faultsOf(phone), [])
      assert.deepEqual(faultsOf(counter), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
