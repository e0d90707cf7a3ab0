// §11 on the WeChat build: two phones with dist/weapp, outside devtools, over HTTP against two API processes and the stand-ins.
// Her rendered picture is decoded, the text goes into the clerk's camera, the verdict stands in his rendered tree.
import assert from 'node:assert/strict'
import { readCode } from '../support/codes.mjs'
import { openCity } from '../support/city.mjs'
import { demoPerson, demoStaff } from '../support/people.mjs'
import { openDevice } from '../support/mini/device.mjs'
import { throughHttp } from '../support/mini/network.mjs'
import { find, findById, textOf } from '../support/mini/tree.mjs'
import { walk } from '../support/run.mjs'

const MEI = { name: '王小梅', account: 'wangXiaomei' }

/** A code held before the lens counts once; taken away for this long it is shown anew (platform/scan/sightings.ts). */
const AWAY_MS = 2600
let held = { text: '', atMs: 0 }

/** Shows a text to the clerk's camera, again after a while if it was not looked at, and reads his verdict. */
async function verdictOf(clerk, text) {
  const seen = await clerk.until(async (tree) => {
    const verdict = findById(tree, 'verdict')
    if (!verdict && (text !== held.text || Date.now() - held.atMs > AWAY_MS)) {
      held = { text, atMs: Date.now() }
      await clerk.happen('camera', 'scancode', { type: 'qrcode', result: text })
    }
    return verdict
  }, 'a verdict')
  return textOf(seen)
}
async function scanNext(clerk) {
  await clerk.tap('scan-next')
  await clerk.until((tree) => !findById(tree, 'verdict'), 'an empty result')
}

await walk('weapp', async ({ step }) => {
  const city = await openCity()
  const [hers, theirs] = city.apis
  const wire = []
  let phone
  let clerk
  let text
  let receipt
  try {
    await step('weapp: she signs in with WeChat: the code of wx.login is exchanged by the API', async () => {
      phone = await openDevice({
        platform: 'weapp',
        ...throughHttp(hers),
        login: async () => (await city.post(`${city.mocks.wechat}/_control/codes`, { person: MEI.account })).code,
      })
      await phone.launch('/pages/home/index')
      await phone.tap('home-sign-in')
      await phone.tap('agree-privacy')
      await phone.seeChecked('agree-privacy')
      await phone.tap('sign-in-partner')
      await phone.arrive('real-name')
    })
    await step('weapp: she is real-named against the population register', async () => {
      const { number } = await demoPerson(city, MEI.name)
      await phone.fill('real-name-name', MEI.name)
      await phone.fill('real-name-number', number)
      await phone.tap('real-name-submit')
      await phone.until((tree) => findById(tree, 'way-window'), 'the answer of the register')
    })
    await step('weapp: a face check on the partner’s own page, in a web view, shows that it is her', async () => {
      await phone.tap('way-face')
      await phone.seeText('人脸核验要单独同意')
      await phone.tapText('同意')
      await phone.tap('face-open')
      await phone.arrive('face')
      const view = await phone.until((tree) => find(tree, ({ tag }) => tag === 'web-view'), 'the page of the partner')
      assert.equal((await fetch(view.attributes.src, { method: 'POST', body: new URLSearchParams({ result: 'pass' }) })).status, 200)
      await phone.back()
      await phone.see('real-name-done')
    })
    await step('weapp: the wallet holds the licences of the libraries', async () => {
      await phone.open('/pages/wallet/index')
      await phone.see('card-drivingLicence')
      for (const type of ['residentIdCard', 'socialSecurityCard', 'householdRegister']) await phone.see(`card-${type}`)
    })
    await step('weapp: she shows the driving licence at the vehicle office; the picture says a code of ours', async () => {
      const card = await phone.see('card-drivingLicence')
      if (!findById([card], 'show-drivingLicence')) await phone.tap(card.children[0].attributes.id)
      await phone.tap('show-drivingLicence')
      await phone.tap('scene-vehicleOffice')
      await phone.seeChecked('scene-vehicleOffice')
      const picture = await phone.see('presentation-code')
      assert.match(picture.attributes.src, /^data:image\/png;base64,/)
      assert.match(picture.attributes.ariaLabel, /机动车驾驶证的亮证码/)
      text = await readCode(picture.attributes.src.split(',')[1])
      assert.match(text, new RegExp(`^${hers}/v#[\\w-]+\\.[\\w-]+\\.[\\w-]+$`))
    })
    await step('weapp: the clerk signs in on a second phone through the second API process', async () => {
      clerk = await openDevice({ platform: 'weapp', ...throughHttp(theirs, wire) })
      const member = await demoStaff(city, { relyingPartyCode: 'vehicleOffice', capacity: 'clerk' })
      await clerk.launch('/features/staff/pages/sign-in/index')
      await clerk.fill('staff-username', member.username)
      await clerk.fill('staff-password', member.password)
      await clerk.fill('staff-totp', member.totp)
      await clerk.tap('staff-sign-in')
      await clerk.arrive('verification')
      await clerk.see('counter-purpose')
    })
    await step('weapp: his camera reads the text of her picture: 有效, the right fields and no others', async () => {
      assert.match(await verdictOf(clerk, text), /^有效机动车驾驶证/)
      const shown = await clerk.see('disclosed')
      assert.deepEqual(
        shown.children.map(({ attributes }) => attributes.id),
        ['disclosed-name', 'disclosed-vehicleClass'],
      )
      assert.match(textOf(shown), /王小梅/)
      assert.match((await clerk.see('holder-photo')).attributes.src, /^data:image\//)
      const verdict = wire.at(-1)
      assert.deepEqual(verdict.fields.map(({ code }) => code).sort(), ['name', 'photo', 'vehicleClass'])
      receipt = verdict.receipt
      assert.equal(textOf(await clerk.see('result')).includes(receipt), true)
    })
    await step('weapp: her phone says who looked', async () => {
      assert.match(textOf(await phone.see('presentation-used')), /车管所/)
    })
    await step('weapp: 人证一致 is tapped', async () => {
      await clerk.tap('match-yes')
      await clerk.seeText('已确认：人证一致')
    })
    await step('weapp: the same picture again is 已使用', async () => {
      await scanNext(clerk)
      assert.match(await verdictOf(clerk, text), /^已使用/)
      assert.equal(wire.at(-1).byMe, true)
    })
    await step('weapp: the record on her phone has the entry: who, what for, which fields, and the receipt the clerk keeps', async () => {
      await phone.tap('to-ledger')
      await phone.arrive('ledger')
      const entry = textOf(
        await phone.until(
          (tree) => find(tree, (node) => /^entry-\d+$/.test(node.attributes.id ?? '') && textOf(node).includes(receipt)),
          `the entry with ${receipt}`,
        ),
      )
      for (const fact of ['机动车驾驶证', '车管所', '姓名', '准驾车型', '您同意出示']) assert.ok(entry.includes(fact), `${fact} in ${entry}`)
    })
    await step('weapp: no template and no script complained on either phone', async () => {
      assert.deepEqual(await phone.faults(), [])
      assert.deepEqual(await clerk.faults(), [])
    })
  } finally {
    await phone?.close()
    await clerk?.close()
    await city.stop()
  }
})
