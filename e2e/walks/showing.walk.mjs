// What she decides on 亮证: fields added and taken away, a code that is renewed while it is shown, read by torchlight; in a network that lets no WebSocket
// through, so that everything is learnt by asking.
import assert from 'node:assert/strict'
import { openBrowser, openCounter, openPhone, clearCamera, darken, faultsOf, photographCode, showToCamera } from '../support/browser.mjs'
import { openCity } from '../support/city.mjs'
import { listenToVerdicts, next, readVerdict, scan } from '../support/counter.mjs'
import { chooseFields, openLicence, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'

const issuedWith = (phone, wanted) =>
  phone.waitForResponse((response) => {
    const request = response.request()
    return request.method() === 'POST' && request.url().endsWith('/api/v1/presentations') && response.ok() && wanted(request.postDataJSON())
  })
const codesOf = (verdict) => verdict.fields.map((field) => field.code).sort()

await walk('showing', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  let phone
  let counter
  let answers
  try {
    await step('a citizen without a live line and a clerk are signed in', async () => {
      phone = await openPhone(browser, phoneBase, { live: false })
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: '19900000001' })
      await realName(phone, { city, name: '王小梅' })
      counter = await openCounter(browser, counterBase)
      pages.set('counter', counter)
      answers = listenToVerdicts(counter)
      await signInStaff(counter, { city, relyingPartyCode: 'vehicleOffice', capacity: 'clerk' })
      await counter.locator('#scan-camera').click()
    })
    await step('she adds two optional fields and takes one away again: the wire shows exactly what is left', async () => {
      await openLicence(phone, 'drivingLicence')
      await phone.locator('#scene-vehicleOffice').click()
      await phone.waitForSelector('#presentation-code')
      const more = issuedWith(phone, ({ fields }) => fields.includes('validTo') && fields.includes('fileNumber'))
      await chooseFields(phone, ['validTo', 'fileNumber'])
      await more
      const fewer = issuedWith(phone, ({ fields }) => fields.includes('validTo') && !fields.includes('fileNumber'))
      await chooseFields(phone, ['fileNumber'])
      await fewer
      await phone.waitForSelector('#presentation-code')
      assert.equal(await scan(counter, await photographCode(phone)), '有效')
      assert.deepEqual(codesOf(answers.at(-1)), ['name', 'photo', 'validTo', 'vehicleClass'])
      assert.equal(await counter.locator('#disclosed-validTo').count(), 1)
      assert.equal(await counter.locator('#disclosed-fileNumber').count(), 0)
    })
    await step('asking tells her that it was looked at, and what', async () => {
      await phone.waitForSelector('#presentation-used')
      const said = await phone.locator('#presentation-used').innerText()
      assert.match(said, /车管所/)
      assert.match(said, /有效期/)
      await next(counter)
    })
    await step('in the dark the clerk switches the torch on, and the code is read', async () => {
      await phone.locator('#present-again').click()
      await phone.waitForSelector('#presentation-code')
      const before = answers.length
      await darken(counter)
      await showToCamera(counter, await photographCode(phone))
      assert.equal(answers.length, before)
      await counter.getByRole('button', { name: '打开手电筒' }).click()
      assert.equal(await readVerdict(counter), '有效')
      await clearCamera(counter)
      await next(counter)
      await phone.waitForSelector('#presentation-used')
    })
    await step('R31: 49 s later a new code stands there; the old one is still good, and using it uses up the new one', async () => {
      const first = issuedWith(phone, ({ replaces }) => !replaces)
      await phone.locator('#present-again').click()
      const { id } = await (await first).json()
      await phone.waitForSelector('#presentation-code')
      const old = await photographCode(phone)
      const shown = await phone.locator('#short-code').innerText()
      const renewed = issuedWith(phone, ({ replaces }) => replaces === id)
      await city.advance(49_000)
      await renewed
      await phone.waitForFunction((before) => document.querySelector('#short-code')?.textContent !== before, shown)
      const fresh = await photographCode(phone)
      assert.equal(await scan(counter, old), '有效')
      await next(counter)
      assert.equal(await scan(counter, fresh), '已使用')
      await next(counter)
      await phone.waitForSelector('#presentation-used')
    })
    await step('nothing went wrong on either page', () => {
      for (const page of [phone, counter]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
