// 健康码: two operators switch it on with its document; she declares and is green; the guard of a mall scans her, and the
// visit stands in her record of uses; disease control signs the notice of an area she was in, and her phone turns yellow by itself and works that out
// again; she appeals, two operators change it by hand, her phone turns green by itself, and the nightly check finds nothing but what is written by hand
// then; two operators end it, and everybody sees and proves what was erased.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { MongoClient } from 'mongodb'
import { clearCamera, faultsOf, openBrowser, openCounter, openPhone, photographCode, showToCamera } from '../support/browser.mjs'
import { until } from '../support/by-api.mjs'
import { openCity } from '../support/city.mjs'
import { demoPerson, fillField, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'

const ACTIVATIONS = '/#/features/health-desk/pages/activations/index'
const CODE = '/#/features/health-code/pages/code/index'
const SUNSETS = '/#/features/health-desk/pages/sunsets/index'
const DATA = '/#/features/health-code/pages/my-data/index'
const APPEALS = '/#/features/health-code/pages/appeals/index'
const OVERRIDES = '/#/features/health-desk/pages/overrides/index'
const CHECKS = '/#/features/health-desk/pages/checks/index'
const DAY_MS = 86_400_000
const CHINA_MS = 8 * 3_600_000
/** The day in 临江市, so many days on. */
const day = (days) => new Date(Date.now() + CHINA_MS + days * DAY_MS).toISOString().slice(0, 10)
const textOf = async (page, selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ')
const press = async (page, ...ids) => {
  for (const id of ids) await page.locator(`#${id}`).first().click()
}
const fillLines = (page, id, value) => page.locator(`textarea#${id}, #${id} textarea`).first().fill(value)

/** What `npm run proof:verify` says of a city. */
const proveBy = async (base) => {
  const tool = fileURLToPath(new URL('../../api/src/tools/verify-proof.ts', import.meta.url))
  return (await promisify(execFile)(process.execPath, ['--import', 'tsx', tool, '--base', base])).stdout
}

await walk('health-code', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  const qinYue = await demoPerson(city, '秦月')
  let phone
  let door
  const desks = []
  const openDesk = async (name, who) => {
    const desk = await openCounter(browser, counterBase)
    pages.set(name, desk)
    desks.push(desk)
    await signInStaff(desk, { city, ...who })
    return desk
  }
  try {
    await step('while it is off, nothing of it is on her phone', async () => {
      phone = await openPhone(browser, phoneBase)
      pages.set('phone', phone)
      await signInCitizen(phone, { city, phone: '19900000001' })
      await realName(phone, { city, name: '王小梅' })
      await phone.goto(`${phoneBase}/#/pages/home/index`)
      await phone.waitForSelector('#home-inbox')
      assert.equal(await phone.locator('#home-health-code').count(), 0)
    })
    await step('one operator hands its document in, another signs it: from then on it is in force', async () => {
      const first = await openDesk('operator', { relyingPartyCode: null, capacity: 'operator', username: 'tangyun' })
      await press(first, 'queue-healthCode', 'begin-activation')
      await fillField(first, 'activation-documentNumber', '临疫指〔2026〕18号')
      await fillField(first, 'activation-authority', '临江市疫情防控指挥部')
      await fillField(first, 'activation-authorityEn', 'Epidemic Control Headquarters')
      await press(first, 'activation-area-choice-990100')
      await fillLines(first, 'activation-purpose', '查明江口镇聚集性疫情的接触者')
      await fillLines(first, 'activation-purposeEn', 'To find contacts of the cluster in Jiangkou')
      await fillField(first, 'activation-endsOn', day(60))
      await fillLines(first, 'activation-reason', '按指挥部第 18 号文件启用')
      await press(first, 'send-activation')
      await first.waitForSelector('#activation-1')
      const second = await openDesk('second operator', { relyingPartyCode: null, capacity: 'operator', username: 'yaojun' })
      await second.goto(`${counterBase}${ACTIVATIONS}`)
      await press(second, 'activation-1', 'activation-approve', 'dialog-confirm')
      await second.waitForSelector('text=已启用')
    })
    await step('she declares for herself, and is green, with the document it rests on', async () => {
      // Her process remembers for a second that it is off.
      await until('the health code on her process', async () => (await (await fetch(`${phoneBase}/api/v1/health/status`)).json()).active)
      await phone.reload()
      await press(phone, 'home-health-code', 'declare-first')
      await phone.waitForSelector('#field-temperature, #field-temperature input')
      await fillField(phone, 'field-temperature', '36.5')
      await press(phone, 'field-symptoms-none', 'field-away-yes', 'field-travel-add', 'field-travel-0-place-jiangkou')
      await fillField(phone, 'field-travel-0-from', day(-1))
      await fillField(phone, 'field-travel-0-to', day(-1))
      await press(phone, 'field-contact-no', 'field-truthful-agreed', 'send-declaration', 'declared-to-code')
      await phone.waitForSelector('#health-code')
      assert.match(await textOf(phone, '#health-colour'), /绿码/)
      assert.match(await textOf(phone, '#health-basis'), /临疫指〔2026〕18号/)
    })
    await step('the guard of a mall, whom its owner invited, scans her and sees green, and never why', async () => {
      door = await openCounter(browser, counterBase, { width: 375, height: 812 })
      pages.set('door', door)
      await signInCitizen(door, { city, phone: qinYue.phone })
      await door.goto(`${counterBase}/#/features/health-code/pages/code/index`)
      await press(door, 'to-guard')
      await door.waitForSelector('#door-ready')
      await showToCamera(door, await photographCode(phone, '#health-code'))
      await door.waitForSelector('#door-green')
      await clearCamera(door)
      assert.match(await textOf(door, '#door-green'), /绿码.*王/)
    })
    await step('the visit stands in her own record of uses', async () => {
      await phone.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await phone.waitForSelector('text=临江万象城')
      await phone.goto(`${phoneBase}${CODE}`)
      await phone.waitForSelector('#health-code')
    })
    await step('disease control signs the notice of an area: within a second her phone is yellow by itself, with why and until when', async () => {
      const order = {
        authority: 'cdc',
        documentNumber: '临疾控告〔2026〕7号',
        content: {
          kind: 'riskArea',
          area: { code: '990104101', zh: '江口镇', en: 'Jiangkou Town' },
          level: 'watched',
          from: day(-2),
          until: null,
        },
        subjects: [],
      }
      const { notice } = await city.post(`${city.mocks.cdc}/_control/notices`, order)
      const [shownAt, acceptedAt] = await Promise.all([
        // By its own clock, at the frame that shows it.
        phone.waitForFunction(() => document.querySelector('.z-colour-yellow') && Date.now(), undefined, { timeout: 5_000 }).then((at) => at.jsonValue()),
        city.post(`${counterBase}/api/v1/health/notices`, { notice }).then(() => Date.now()),
      ])
      assert.ok(shownAt - acceptedAt < 1_000, `yellow ${shownAt - acceptedAt} ms after the notice was accepted`)
      assert.match(await textOf(phone, '#health-colour'), /黄码.*到 \d+月\d+日/)
      assert.match(await textOf(phone, '#health-why'), /江口镇/)
    })
    await step('her phone works the colour out again, by the published rules and from what is known of her, and comes to the same', async () => {
      await press(phone, 'recompute')
      await phone.waitForSelector('#recompute-agrees')
      assert.match(await textOf(phone, '#recompute-agrees'), /第 1 版）重算，结果一致.*健康申报 1 份，机关通知和公告 1 份，人工变更 0 次/)
    })
    await step('she appeals, and sees by when she is answered', async () => {
      await press(phone, 'to-appeal')
      await fillLines(phone, 'appeal-text', '我那天没有去江口镇，行程填错了，请核对打卡记录')
      await press(phone, 'send-appeal')
      await phone.waitForSelector('#appeal-clock')
      assert.match(await textOf(phone, '#appeal-clock'), /还剩 23 小时|还剩 24 小时/)
      await phone.goto(`${phoneBase}${CODE}`)
      await phone.waitForSelector('.z-colour-yellow')
    })
    await step('one operator asks for a change by hand on her appeal, another signs it: her phone turns green by itself, with why and until when', async () => {
      const [first, second] = desks
      await first.goto(`${counterBase}${APPEALS}`)
      await press(first, 'appeal-1', 'to-override')
      await press(first, 'override-colour-choice-green')
      await fillField(first, 'override-endsOn', day(3))
      await fillLines(first, 'override-reason', '打卡记录证明当天在江北区，行程填错')
      await press(first, 'send-override')
      await first.waitForSelector('#override-1')
      await second.goto(`${counterBase}${OVERRIDES}`)
      await press(second, 'override-1', 'override-approve', 'dialog-confirm')
      await phone.waitForSelector('.z-colour-green', { timeout: 5_000 })
      assert.match(await textOf(phone, '#health-why'), /人工变更为绿码，依据申诉 SS-.*到期/)
      await press(phone, 'recompute')
      await phone.waitForSelector('#recompute-agrees:has-text("人工变更 1 次")')
    })
    await step('the trail has both: she sees who asked for it and who signed it', async () => {
      await phone.goto(`${phoneBase}${DATA}`)
      await phone.waitForSelector('#held-readers:has-text("提出人工变更"):has-text("签认人工变更，生效")')
      await phone.goto(`${phoneBase}${CODE}`)
      await phone.waitForSelector('.z-colour-green')
    })
    await step('she reads the answer, and the nightly check is quiet', async () => {
      const [first, second] = desks
      await first.goto(`${counterBase}${APPEALS}`)
      await press(first, 'appeal-1', 'finding-changed')
      await fillLines(first, 'appeal-text', '经核对打卡记录属实，已由两人签认变更为绿码')
      await press(first, 'send-answer')
      await first.waitForSelector('text=已答复，本人会收到消息')
      await press(phone, 'to-appeal')
      await phone.waitForSelector('text=属实，已人工变更')
      await second.goto(`${counterBase}${CHECKS}`)
      await press(second, 'ask-check')
      await second.waitForSelector('#check-1:has-text("全部推得出来")', { timeout: 30_000 })
    })
    await step('somebody writes a red code into the database by hand: it colours nobody, and the next check names it', async () => {
      const [, second] = desks
      const database = await MongoClient.connect(city.mongoUri)
      try {
        const overrides = database.db().collection('health_overrides')
        const signed = await overrides.findOne({})
        await overrides.insertOne({ ...signed, _id: '01JD0000000000000000FORGED', colour: 'red' })
        await second.locator('#ask-check').click()
        await second.waitForSelector('#check-1:has-text("人工变更缺签认")', { timeout: 30_000 })
        await phone.goto(`${phoneBase}${CODE}`)
        await phone.waitForSelector('.z-colour-green')
        await press(phone, 'to-appeal')
        await phone.waitForSelector('text=属实，已人工变更')
        await overrides.deleteOne({ _id: '01JD0000000000000000FORGED' })
      } finally {
        await database.close()
      }
    })
    await step('two operators end it by another document: at once it is gone from her phone, and nothing of it is kept there', async () => {
      const [first, second] = desks
      await first.goto(`${counterBase}${SUNSETS}`)
      await press(first, 'begin-sunset')
      await fillField(first, 'sunset-documentNumber', '临疫指〔2026〕41号')
      await fillLines(first, 'sunset-reason', '疫情结束，按第 41 号文件停用')
      await press(first, 'send-sunset')
      await first.waitForSelector('#sunset-1')
      await second.goto(`${counterBase}${SUNSETS}`)
      await press(second, 'sunset-1', 'sunset-approve', 'dialog-confirm')
      // The page below this one says it too.
      await phone.waitForSelector('#to-proof:visible', { timeout: 5_000 })
      const kept = await phone.evaluate(() => Object.keys(localStorage).filter((key) => /health-(colour|form|waiting|declaration)/.test(key)))
      assert.deepEqual(kept, [])
    })
    await step('the proof is published: anybody sees how much of which kind was erased, and proves it by the public key', async () => {
      await press(phone, 'to-proof:visible')
      await phone.waitForSelector('#proof-1', { timeout: 30_000 })
      assert.match(await textOf(phone, '#proof-kinds'), /健康申报.*1 条，密钥 1 个.*到访记录.*1 条/)
      assert.match(await proveBy(counterBase), /^proven 临疫指〔2026〕41号/)
      await desks[1].waitForSelector('#sunset-proof')
    })
    await step('she finds nothing of it any more: neither on the first page nor in what is held about her', async () => {
      await phone.goto(`${phoneBase}/#/pages/home/index`)
      await phone.waitForSelector('#home-inbox')
      assert.equal(await phone.locator('#home-health-code').count(), 0)
      await phone.goto(`${phoneBase}${DATA}`)
      await phone.waitForSelector('#held-declaration')
      assert.equal(await phone.locator('[id^=held-item-]').count(), 0)
    })
    await step('nothing went wrong on any page', () => {
      for (const page of [phone, door, ...desks]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
