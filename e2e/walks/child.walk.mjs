// A mother adds her child, proved by the birth certificate, and shows the child's birth certificate at the government hall.
import assert from 'node:assert/strict'
import { openBrowser, openCounter, openPhone, faultsOf, photographCode, showToCamera } from '../support/browser.mjs'
import { openCity } from '../support/city.mjs'
import { claimName, fillField, openLicence, proveByFace, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'

await walk('child', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  let phone
  let counter
  let verdict
  try {
    await step('the mother signs in and is real-named', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: '19900000001' })
      await claimName(phone, { city, name: '王小梅' })
    })
    await step('a face check, in the partner’s own window, confirms that it is her', async () => {
      await proveByFace(phone)
      assert.match(await phone.locator('[role=main]').innerText(), /已确认|已完成/)
    })
    await step('she adds her child by name and number; the birth certificate proves the relation', async () => {
      const { people } = await (await fetch(`${city.mocks.population}/_control/people`)).json()
      const child = people.find((person) => person.name === '王安安')
      await phone.goto(`${phoneBase}/#/features/account/pages/family/index`)
      await phone.waitForSelector('#add-child')
      await fillField(phone, 'child-name', child.name)
      await fillField(phone, 'child-number', child.documents[0].number)
      await phone.locator('#add-child').click()
      await phone.getByRole('button', { name: '同意并添加' }).click()
      await phone.waitForSelector('#child-1')
    })
    await step('in the wallet she chooses the child and sees its birth certificate', async () => {
      await phone.goto(`${phoneBase}/#/pages/wallet/index`)
      await phone.waitForSelector('#subject')
      await phone.locator('#subject [role=radio]').nth(1).click()
      await phone.waitForSelector('#card-birthCertificate')
    })
    await step('she shows it at the government hall, with the 亮证密码', async () => {
      await openLicence(phone, 'birthCertificate', { city, phone: '19900000001' })
      await phone.locator('#scene-governmentHall').click()
      await phone.waitForSelector('#presentation-code')
    })
    await step('the clerk of the hall sees 有效, the child’s fields, and that a guardian showed it', async () => {
      counter = await openCounter(browser, counterBase)
      pages.set('counter', counter)
      counter.on('response', async (response) => {
        if (response.url().endsWith('/api/v1/verifications') && response.request().method() === 'POST') verdict = await response.json().catch(() => null)
      })
      await signInStaff(counter, { city, relyingPartyCode: 'governmentHall', capacity: 'clerk' })
      await counter.locator('#counter-scene-governmentHall').click()
      await counter.locator('#scan-camera').click()
      await showToCamera(counter, await photographCode(phone))
      await counter.waitForSelector('#verdict')
      assert.equal(await counter.locator('#verdict h1').innerText(), '有效')
      assert.equal(verdict.fields.find((field) => field.code === 'childName').value, '王安安')
      assert.equal(verdict.shownBy, 'guardian')
    })
    await step('the entry stands in the child’s ledger as shown by the guardian', async () => {
      await phone.waitForSelector('#presentation-used')
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.waitForSelector('#entry-1')
      assert.match(await phone.locator('#entry-1').innerText(), /您作为监护人代为出示/)
    })
    await step('nothing went wrong on either page', () => {
      for (const page of [phone, counter]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
