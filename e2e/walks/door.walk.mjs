// A door: the network goes, the guard checks what can be checked, and what waited is recorded once when it is back; an elder's code on
// paper, printed at the window, carries no colour and shows it at the door; visitors scan the place's own code, a mother for her child too.
import assert from 'node:assert/strict'
import { switchOnHealthCode } from '../../scripts/demo-health-code.mjs'
import { faultsOf, openBrowser, openCounter, openPhone, photographCode, showToCamera, clearCamera } from '../support/browser.mjs'
import { callerOn, until } from '../support/by-api.mjs'
import { openCity } from '../support/city.mjs'
import { demoPerson, fillField, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { codeInPdf } from '../support/printed-code.mjs'
import { walk } from '../support/run.mjs'
import { typeLikeScanner } from '../support/usb-scanner.mjs'

const CODE = '/#/features/health-code/pages/code/index'
const textOf = async (page, selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ')
const press = async (page, ...ids) => {
  for (const id of ids) await page.locator(`#${id}`).first().click()
}
/** Requests that could not go out are no fault while the network is gone. */
const faults = (page) => faultsOf(page).filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|WebSocket/.test(fault))
const answerOf = async (page, path, act) => {
  const answered = page.waitForResponse((response) => response.url().endsWith(path) && response.ok())
  await act()
  return (await answered).json()
}

await walk('door', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  const [elder, guard] = [await demoPerson(city, '李建国'), await demoPerson(city, '秦月')]
  let phone
  let door
  let desk
  let paper
  let mother
  let asHim
  const ready = async () => {
    if (await door.locator('#door-next').count()) await press(door, 'door-next')
    await door.waitForSelector('#door-ready')
  }
  const scanAs = async (text, look) => {
    await ready()
    await typeLikeScanner(door, text)
    await door.waitForSelector(`#door-${look}`)
    return textOf(door, `#door-${look}`)
  }
  try {
    await step('he declares and has a green code; the guard of the mall stands at her door', async () => {
      assert.equal(await switchOnHealthCode(counterBase), true)
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      asHim = callerOn(phone)
      await signInCitizen(phone, { city, phone: elder.phone })
      await realName(phone, { city, name: elder.name })
      const { form, persons } = await asHim.get('/health/declaration-form')
      const answers = { temperature: '36.4', symptoms: ['none'], away: 'no', contact: 'no', truthful: 'agreed' }
      await asHim.post('/health/declarations', { personId: persons[0].personId, formVersion: form.version, answers, filledAt: new Date().toISOString() })
      door = await openCounter(browser, counterBase, { width: 375, height: 812 })
      pages.set('door', door)
      await signInCitizen(door, { city, phone: guard.phone })
      await door.goto(`${counterBase}/#/features/places/pages/guard/index`)
      await door.waitForSelector('#door-ready')
      await door.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes('door-kit')))
    })
    await step('the network goes: signature and time are checked on her phone, the colour is not known, and the visit waits sealed', async () => {
      await phone.goto(`${phoneBase}${CODE}`)
      await phone.waitForSelector('#health-code')
      await door.context().setOffline(true)
      await showToCamera(door, await photographCode(phone, '#health-code'))
      await door.waitForSelector('#door-genuine')
      await clearCamera(door)
      assert.match(await textOf(door, '#door-genuine'), /离线核验.*无法确认颜色/)
      assert.match(await textOf(door, '#door-waiting'), /1 条等着上传/)
    })
    await step('the network is back: what waited is sent, and stands in his own record once', async () => {
      await door.context().setOffline(false)
      await door.waitForSelector('#door-waiting', { state: 'detached', timeout: 15_000 })
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      // The line is written by its loop, half a second later at most on a quiet machine: the page is opened again until it is there.
      await until('the line of his visit', async () => {
        if (await phone.waitForSelector('text=临江万象城', { timeout: 3_000 }).catch(() => null)) return true
        await phone.reload()
        return false
      })
      assert.equal(await phone.locator('text=临江万象城').count(), 1)
    })
    await step(
      'the window takes down what he says, as for whoever has no phone, puts a slip right, and prints his code: name and photo, and no colour',
      async () => {
        desk = await openCounter(browser, counterBase)
        pages.set('desk', desk)
        await signInStaff(desk, { city, relyingPartyCode: 'governmentHall', capacity: 'clerk', username: 'linhao' })
        await desk.goto(`${counterBase}/#/features/health-code/pages/window-printed/index`)
        const showDocument = async () => {
          await fillField(desk, 'window-print-name', elder.name)
          await fillField(desk, 'window-print-number', elder.number)
          await press(desk, 'window-print-seen', 'window-print-consent')
        }
        await press(desk, 'window-print-act-declare')
        await desk.waitForSelector('#window-declare-do')
        await showDocument()
        await fillField(desk, 'field-temperature', '36.4')
        await press(desk, 'field-symptoms-none', 'field-away-no', 'field-contact-no', 'field-truthful-agreed')
        const takenDown = (...ids) => answerOf(desk, '/window/health-declarations', () => press(desk, ...ids))
        const wrong = await takenDown('window-declare-do')
        await desk.waitForSelector('#window-declared')
        assert.match(Buffer.from(wrong.file.base64, 'base64').toString('latin1'), /^%PDF/)
        await press(desk, 'window-correct')
        await desk.waitForSelector('#window-declare-do')
        await press(desk, 'window-print-seen', 'window-print-consent')
        await fillField(desk, 'field-temperature', '36.6')
        await takenDown('window-declare-do')
        await desk.waitForSelector('#window-corrected')
        const { readers } = await asHim.get('/health/my-data')
        for (const done of ['在窗口代为申报', '在窗口更正代为申报的']) assert.ok(readers.some(({ what }) => what.zh === done))
        await press(desk, 'window-print-next')
        await showDocument()
        const { file } = await answerOf(desk, '/window/printed-codes', () => press(desk, 'window-print-do'))
        await desk.waitForSelector('#window-printed')
        paper = codeInPdf(file.base64)
        assert.match(paper, /\/p#/)
      },
    )
    await step('at the door the paper shows the colour of now, with his photo; without network it says that the colour is not known', async () => {
      assert.match(await scanAs(paper, 'green'), /绿码.*纸上的离线码/)
      assert.equal(await door.locator('#door-green img.z-door-photo, #door-green .z-door-photo img').count(), 1)
      await door.context().setOffline(true)
      assert.match(await scanAs(paper, 'genuinePrinted'), /无法确认颜色/)
      await door.context().setOffline(false)
      await door.waitForSelector('#door-waiting', { state: 'detached', timeout: 15_000 })
    })
    await step('lost, he makes it void on his phone, and the door refuses it', async () => {
      await phone.goto(`${phoneBase}/#/features/health-code/pages/printed/index`)
      await press(phone, 'print-revoke', 'dialog-confirm')
      await phone.waitForSelector('#print-code')
      assert.match(await scanAs(paper, 'revoked'), /作废/)
    })
    await step('somebody without a phone is written in without network: sealed on her phone, taken once it is back, and in his own record', async () => {
      await ready()
      await door.context().setOffline(true)
      await press(door, 'door-manual')
      await fillField(door, 'manual-name', elder.name)
      await fillField(door, 'manual-number', elder.number)
      await press(door, 'manual-consent', 'manual-enter')
      await door.waitForSelector('#manual-waiting')
      assert.match(await textOf(door, '#manual-waiting'), /李\*\*，先记下了.*联网后自动上传/)
      await door.context().setOffline(false)
      await press(door, 'manual-back')
      await door.waitForSelector('#door-ready')
      await door.waitForSelector('#door-waiting', { state: 'detached', timeout: 15_000 })
      assert.equal(await door.locator('#door-lost').count(), 0)
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.waitForSelector('text=无手机登记')
      // Without a colour too, both stand in what is held about him, and among who saw him.
      const { kinds, readers } = await asHim.get('/health/my-data')
      const visits = kinds.find(({ kind }) => kind === 'visits').items.flatMap(({ lines }) => lines.map(({ text }) => text.zh))
      const seen = readers.map(({ what }) => what.zh)
      for (const how of ['离线核验健康码', '无手机登记'])
        for (const told of [visits, seen])
          assert.ok(
            told.some((text) => text.startsWith(how)),
            how,
          )
    })
    await step('a visitor scans the code on the screen at the door, sees the place and says that he is there', async () => {
      const { text } = await answerOf(door, '/screen-codes', () => press(door, 'door-screen'))
      await door.waitForSelector('#place-code')
      await phone.goto(`${phoneBase}/#/features/scan/pages/visit/index`)
      await phone.waitForSelector('#visit-scan')
      await typeLikeScanner(phone, text)
      await phone.waitForSelector('#visit-enter')
      assert.match(await textOf(phone, '#visit-place'), /临江万象城/)
      await press(phone, 'visit-enter')
      await phone.waitForSelector('#visit-done')
      assert.match(await textOf(phone, '#visit-done'), /绿码/)
    })
    await step('a mother scans it for herself and the child who is with her: its own visit, in its own ledger, by whom', async () => {
      const { phone: number, name } = await demoPerson(city, '王小梅')
      mother = await openPhone(browser, phoneBase)
      pages.set('mother', mother)
      const asHer = callerOn(mother)
      await signInCitizen(mother, { city, phone: number })
      await realName(mother, { city, name })
      const { people } = await (await fetch(`${city.mocks.population}/_control/people`)).json()
      const child = people.find((person) => person.name === '王安安')
      await asHer.post('/family/children', { name: child.name, number: child.documents[0].number })
      await mother.goto(`${phoneBase}/#/features/scan/pages/visit/index`)
      await mother.waitForSelector('#visit-scan')
      const { text } = await answerOf(door, '/screen-codes', () => door.reload())
      await typeLikeScanner(mother, text)
      await mother.waitForSelector('#visit-child-1')
      await press(mother, 'visit-child-1', 'visit-enter')
      await mother.waitForSelector('#visit-done')
      assert.match(await textOf(mother, '#visit-done'), /王安安的健康码/)
      await mother.goto(`${phoneBase}/#/pages/wallet/index`)
      await mother.locator('#subject [role=radio]').nth(1).click()
      await mother.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await mother.waitForSelector('text=监护人扫场所码登记')
    })
    await step('nothing went wrong on any page', () => {
      for (const page of [phone, door, desk, mother]) assert.deepEqual(faults(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
