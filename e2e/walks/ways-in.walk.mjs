// Every way a code comes to a counter: the twelve digits read out, a picture of her screen, a USB scanner whatever has the focus, and
// the browser's own camera on a real track.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { openBrowser, openCounter, openPhone, faultsOf, photographCode } from '../support/browser.mjs'
import { openCity } from '../support/city.mjs'
import { writeClip } from '../support/clip.mjs'
import { readCode } from '../support/codes.mjs'
import { next, readVerdict } from '../support/counter.mjs'
import { fillField, openLicence, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { typeLikeScanner } from '../support/usb-scanner.mjs'
import { walk } from '../support/run.mjs'

await walk('ways-in', async ({ step, pages }) => {
  const city = await openCity()
  const clip = join(city.dir, 'camera.y4m')
  const browser = await openBrowser({ cameraClip: clip })
  const [phoneBase, counterBase] = city.apis
  let phone
  let counter
  /** How the phone's codes came in, as the counter told the API. */
  const methods = []
  const showAgain = async () => {
    await phone.waitForSelector('#presentation-used')
    await phone.locator('#present-again').click()
    await phone.waitForSelector('#presentation-code')
  }
  const isValid = async (method) => {
    assert.equal(await readVerdict(counter), '有效')
    assert.equal(methods.at(-1), method)
  }
  try {
    await step('a citizen shows her driving licence and a clerk is at his counter', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: '19900000001' })
      await realName(phone, { city, name: '王小梅' })
      counter = await openCounter(browser, counterBase, { ownCamera: true })
      pages.set('counter', counter)
      counter.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/api/v1/verifications')) methods.push(request.postDataJSON().method)
      })
      await openLicence(phone, 'drivingLicence')
      await phone.locator('#scene-vehicleOffice').click()
      await phone.waitForSelector('#short-code')
    })
    await step('before he has signed in, a scanned code is refused loudly and types into no field', async () => {
      await counter.goto(`${counterBase}/#/features/staff/pages/sign-in/index`)
      await counter.waitForSelector('#staff-sign-in')
      await fillField(counter, 'staff-username', 'lijianguo')
      await counter.locator('input#staff-username, #staff-username input').first().focus()
      await typeLikeScanner(counter, await readCode(await photographCode(phone)))
      await counter.waitForSelector('text=请先登录，再请对方出示')
      assert.equal(await counter.locator('input#staff-username, #staff-username input').first().inputValue(), 'lijianguo')
      assert.deepEqual(methods, [])
      await signInStaff(counter, { city, relyingPartyCode: 'vehicleOffice', capacity: 'clerk' })
      await counter.waitForSelector('#counter-purpose')
    })
    await step('the twelve digits, typed as they were read out, are 有效', async () => {
      await fillField(counter, 'typed-code', await phone.locator('#short-code').innerText())
      await counter.locator('#check-typed').click()
      await isValid('typed')
      await next(counter)
    })
    await step('a picture of her whole screen is 有效', async () => {
      await showAgain()
      await counter.locator('#scan-picture').setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: await phone.screenshot() })
      await isValid('picture')
      await next(counter)
    })
    await step('a USB scanner is heard while a field has the focus, and the field stays as it was', async () => {
      await showAgain()
      const text = await readCode(await photographCode(phone))
      await fillField(counter, 'typed-code', '12')
      await counter.locator('#typed-code').focus()
      await typeLikeScanner(counter, text)
      await isValid('scanner')
      assert.equal(await counter.locator('#typed-code').inputValue(), '12')
      await next(counter)
    })
    await step('a USB scanner on another page of the clerk, a field having the focus, leads to the verdict', async () => {
      await showAgain()
      const text = await readCode(await photographCode(phone))
      await counter.locator('#area-settings').click()
      await counter.locator('#staff-pin').first().focus()
      await typeLikeScanner(counter, text)
      await isValid('scanner')
      assert.match(counter.url(), /\/verification\//)
      await next(counter)
    })
    await step('where nobody verifies a scanned code is refused loudly, and neither a field nor its Enter takes it', async () => {
      const operator = await openCounter(browser, counterBase)
      pages.set('operator', operator)
      await signInStaff(operator, { city, relyingPartyCode: null, capacity: 'operator' })
      await operator.locator('#area-settings').click()
      await fillField(operator, 'staff-pin', '28061')
      await operator.locator('input#staff-pin, #staff-pin input').first().focus()
      await showAgain()
      const text = await readCode(await photographCode(phone))
      const checked = methods.length
      await typeLikeScanner(operator, text)
      assert.match(await operator.locator('#scan-refused').innerText(), /请对方到核验窗口出示/)
      assert.equal(await operator.locator('input#staff-pin, #staff-pin input').first().inputValue(), '28061')
      assert.match(operator.url(), /\/settings\//)
      assert.deepEqual(faultsOf(operator), [])
      assert.equal(methods.length, checked)
      // Nobody has used it up: at the counter it is 有效.
      await typeLikeScanner(counter, text)
      await isValid('scanner')
      await next(counter)
    })
    await step('the browser’s own camera, a real track, sees her screen a little turned', async () => {
      await showAgain()
      writeClip(await photographCode(phone), clip, { turn: 10, size: 480 })
      await counter.locator('#scan-camera').click()
      await isValid('camera')
    })
    await step('nothing went wrong on either page', () => {
      for (const page of [phone, counter]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
