import type { PublicationView } from '@zsb/shared/content'
import type { ColourView, HealthNoticePage, HealthNoticeReceipt, RecolouringList, RuleTrial } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { declarationRequest, switchOnHealthCode } from '../../../test-support/health-on'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'
import { createErasing } from '../../assemble/erasing'
import { eraseEvidenceBetween } from '.'

let city: WholeApi
let xiaomei: SignedIn
let operator: SignedIn
let cdc: string
const today = () => toCalendarDate(city.now())
const day = (days: number) => addDays(today(), days)
const records = (collection: string) => mongoose.connection.collection(collection)

beforeAll(async () => {
  city = await openWholeApi({ name: 'health-rules' })
  cdc = (JSON.parse(city.environment().PARTNER_URLS ?? '{}') as Record<string, string>).cdc ?? ''
  xiaomei = await city.signInCitizen('wangXiaomei')
  operator = await city.signInStaff('tangyun')
}, 60_000)
afterAll(() => city.close())
beforeEach(() => Promise.all(['health_notices', 'health_evidence', 'health_declarations', 'health_tallies'].map((each) => records(each).deleteMany({}))))

/** As many as say something about everybody. */
const CITIZENS = ['wangXiaomei', 'zhangWeiqiang', 'liJianguo', 'aili', 'chenHong', 'zhaoMinhua', 'zhouYa', 'heJiahui', 'linYating', 'liuYang']
const AREA = { kind: 'riskArea', area: { code: '990104101', zh: '江口镇', en: 'Jiangkou Town' }, level: 'watched', until: null }
interface Order {
  authority?: string
  documentNumber?: string
  content?: object
  subjects?: object[]
}
const ordered = async (path: string, body: object) =>
  (await (await fetch(`${cdc}/_control/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()) as {
    id: string
    notice: string
    countersignature: string
  }
const sign = ({ authority = 'cdc', documentNumber = '临疾控发〔2026〕21号', content = { ...AREA, from: day(-2) }, subjects = [] }: Order = {}) =>
  ordered('notices', { authority, documentNumber, content, subjects })
const handIn = (notice: string) => city.request.post('/api/v1/health/notices').send({ notice })
const subjectOf = (id: string) => ({ documentType: 'residentId', number: city.citizen(id).number })
const contact = () => ({ kind: 'contact', category: 'close', lastContactOn: day(-1) })
const declare = (person: SignedIn, answers: Record<string, unknown> = {}) => {
  const request = declarationRequest(person.personId, city.now())
  return person.post('/health/declarations', { ...request, answers: { ...request.answers, ...answers } }).expect(201)
}
const wasInJiangkou = () => ({ away: 'yes', travel: [{ place: 'jiangkou', from: day(-1), to: day(-1) }] })
const colourOf = (person: SignedIn): Promise<ColourView> => city.api.health.colourOf({ personId: person.personId })

describe('notices 依据 that colours rest on', () => {
  it('are taken by nobody while the health code is off', async () => {
    expect((await handIn((await sign()).notice).expect(404)).body).toMatchObject({ code: 'HEALTH_CODE_OFF' })
    await operator.get('/staff/health-evidence').expect(404)
    await switchOnHealthCode(city)
  })
  it('about an area turn who declared a stay yellow, with why, whose word it is and until when, and her phone is told within a second', async () => {
    await declare(xiaomei, wasInJiangkou())
    expect((await colourOf(xiaomei)).colour).toBe('green')
    const { ticket } = (await xiaomei.post('/live/tickets').expect(201)).body as { ticket: string }
    const { messages, ready, socket } = city.openSocket({ ticket })
    await ready
    const { notice } = await sign()
    const before = Date.now()
    expect((await handIn(notice).expect(202)).body).toMatchObject({ state: 'counts' })
    await until(() => messages.some(({ topic }) => topic === 'health.changed'))
    expect(Date.now() - before).toBeLessThan(1_000)
    expect(messages).toContainEqual({ topic: 'health.changed', id: xiaomei.personId })
    socket.close()
    const { colour, fired, until: end } = await colourOf(xiaomei)
    expect([colour, fired[0]?.rule, fired[0]?.input.source.zh]).toEqual(['yellow', 'riskAreaStay', '您的行程申报'])
    expect(fired[0]?.words.zh).toContain('江口镇')
    expect(end?.slice(0, 10)).toBe(day(2))
  })
  it('about somebody turn him red and nobody else, and say under which document', async () => {
    const jianguo = await city.signInCitizen('liJianguo')
    await declare(xiaomei)
    await declare(jianguo)
    const { notice } = await sign({ content: contact(), documentNumber: '临疾控密〔2026〕118号', subjects: [subjectOf('wangXiaomei')] })
    await handIn(notice).expect(202)
    const { colour, fired } = await colourOf(xiaomei)
    expect([colour, fired[0]?.input]).toEqual(['red', expect.objectContaining({ kind: 'contact', documentNumber: '临疾控密〔2026〕118号' })])
    expect((await colourOf(jianguo)).colour).toBe('green')
  })
  it('handed in twice are one, and another one under the same id is none', async () => {
    const { notice } = await sign({ content: contact(), subjects: [subjectOf('wangXiaomei')] })
    const receipts = [await handIn(notice).expect(202), await handIn(notice).expect(202)].map(({ body }) => body as HealthNoticeReceipt)
    expect(receipts[1]).toEqual(receipts[0])
    expect(await records('health_evidence').countDocuments()).toBe(1)
    await records('health_notices').updateOne({}, { $set: { sha256: '0'.repeat(64) } })
    expect((await handIn(notice).expect(409)).body).toMatchObject({ code: 'HEALTH_NOTICE_OTHER' })
  })
  it('R17: are refused when they were changed, come from an authority that may not, bear no number or an old date', async () => {
    const { notice } = await sign()
    const [head = '', body = '', tail = ''] = notice.split('.')
    const said = JSON.parse(Buffer.from(body, 'base64url').toString()) as object
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const refusals = [
      [head, encoded({ ...said, documentNumber: '临疾控发〔2026〕22号' }), tail].join('.'),
      [head, encoded({ ...said, iss: 'nobody' }), tail].join('.'),
      [encoded({ alg: 'none', kid: 'cdc-1', typ: 'hn+jws' }), body, tail].join('.'),
      `${notice}A`,
      (await sign({ authority: 'firstHospital' })).notice,
      (await ordered('countersignatures', { authority: 'cdc', id: 'x', notice })).countersignature,
    ]
    for (const refused of refusals) expect((await handIn(refused).expect(403)).body).toMatchObject({ code: 'HEALTH_NOTICE_UNSIGNED' })
    for (const over of [{ documentNumber: '21' }, { subjects: [subjectOf('wangXiaomei')] }, { content: { ...AREA, from: '2026-02-30' } }])
      expect((await handIn((await sign(over)).notice).expect(400)).body).toMatchObject({ code: 'HEALTH_NOTICE_INVALID' })
    const ahead = {
      authority: 'firstHospital',
      content: { kind: 'test', result: 'positive', sampledAt: new Date(city.now().getTime() + 3_600_000).toISOString() },
    }
    expect((await handIn((await sign({ ...ahead, subjects: [subjectOf('wangXiaomei')] })).notice).expect(400)).body).toMatchObject({
      code: 'HEALTH_NOTICE_INVALID',
    })
    city.advance(73 * 3_600_000)
    expect((await handIn(notice).expect(400)).body).toMatchObject({ code: 'HEALTH_NOTICE_OUT_OF_TIME' })
    city.advance(-73 * 3_600_000)
    expect(await records('health_notices').countDocuments()).toBe(0)
  })
  it('R17: about many in many small notices wait for a second department from where they are too many together; a whole district always, a province never', async () => {
    const people = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({ documentType: 'residentId', number: `99010219900101${String(1000 + from + n)}` }))
    const stateOf = async (order: Order) => ((await handIn((await sign(order)).notice).expect(202)).body as HealthNoticeReceipt).state
    expect(await stateOf({ content: contact(), subjects: people(0, 12) })).toBe('counts')
    const both = await Promise.all([1, 2].map(async (n) => stateOf({ content: contact(), subjects: people(n * 20, 8) })))
    expect(both.sort()).toEqual(['counts', 'waiting'])
    const released = { kind: 'isolation', state: 'released', from: day(0), until: null }
    expect(await stateOf({ content: released, subjects: people(100, 20) })).toBe('counts')
    const area = (code: string) => ({ content: { ...AREA, from: day(-2), area: { ...AREA.area, code } } })
    expect(await stateOf(area('990104'))).toBe('waiting')
    const towns = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => stateOf(area(`99010420${n}`))))
    expect(towns.sort()).toEqual([...Array(5).fill('counts'), 'waiting'])
    for (const code of ['000000', '990000', '990100'])
      expect((await handIn((await sign(area(code))).notice).expect(400)).body).toMatchObject({ code: 'HEALTH_NOTICE_INVALID' })
  })
  it('about an open area outlive the month they came in, and go once they hold no more; one that was changed in the database counts for nobody', async () => {
    await declare(xiaomei, wasInJiangkou())
    await handIn((await sign()).notice).expect(202)
    expect((await colourOf(xiaomei)).colour).toBe('yellow')
    const erase = async (months: number) => eraseEvidenceBetween({ from: new Date(0), until: new Date(city.now().getTime() + months * 31 * 86_400_000) })
    expect(await erase(3)).toBe(0)
    expect((await colourOf(xiaomei)).colour).toBe('yellow')
    const kept = (await records('health_notices').findOne({}))!
    await records('health_notices').updateOne({}, { $set: { 'area.level': 'high' } })
    expect((await colourOf(xiaomei)).colour).toBe('green')
    await records('health_notices').replaceOne({ _id: kept._id }, kept)
    await handIn((await sign({ content: { ...AREA, from: day(-2), until: day(0) } })).notice).expect(202)
    expect(await erase(3)).toBe(2)
    expect(await records('health_notices').countDocuments()).toBe(0)
  })
  it('still count about a stay that was corrected away after they were known; before, it was a slip of the pen', async () => {
    const { body } = await declare(xiaomei, wasInJiangkou())
    const correct = async (id: string) => {
      const request = declarationRequest(xiaomei.personId, city.now())
      return ((await xiaomei.post('/health/declarations', { ...request, corrects: id }).expect(201)).body as { id: string }).id
    }
    await correct((body as { id: string }).id)
    const { notice } = await sign()
    await handIn(notice).expect(202)
    expect((await colourOf(xiaomei)).colour).toBe('green')
    await records('health_declarations').deleteMany({})
    const again = await declare(xiaomei, wasInJiangkou())
    expect((await colourOf(xiaomei)).colour).toBe('yellow')
    await correct((again.body as { id: string }).id)
    expect((await colourOf(xiaomei)).colour).toBe('yellow')
  })
  it('R17: about many count only once a second department has signed the same text', async () => {
    await declare(xiaomei)
    const others = Array.from({ length: 20 }, (_, n) => ({ documentType: 'residentId', number: `99010219900101${String(1000 + n)}` }))
    const { id, notice } = await sign({ content: contact(), subjects: [subjectOf('wangXiaomei'), ...others] })
    expect((await handIn(notice).expect(202)).body).toEqual({ id, state: 'waiting' })
    expect((await colourOf(xiaomei)).colour).toBe('green')
    const countersign = async (authority: string, text = notice) => {
      const { countersignature } = await ordered('countersignatures', { authority, id, notice: text })
      return city.request.post(`/api/v1/health/notices/${id}/countersignatures`).send({ countersignature })
    }
    expect((await countersign('cdc')).body).toMatchObject({ code: 'HEALTH_SECOND_DEPARTMENT_NEEDED' })
    expect((await countersign('healthCommission', `${notice}x`)).body).toMatchObject({ code: 'HEALTH_NOTICE_INVALID' })
    expect((await countersign('healthCommission')).body).toEqual({ id, state: 'counts' })
    expect((await colourOf(xiaomei)).colour).toBe('red')
    const { items } = (await operator.get('/staff/health-evidence').expect(200)).body as HealthNoticePage
    expect(items).toEqual([
      expect.objectContaining({ id, persons: 21, state: 'counts', secondAuthority: expect.objectContaining({ zh: '临江市卫生健康委员会' }) }),
    ])
  })
  it('R18: lie encrypted, bear no number, and are gone with the key of their month', async () => {
    const { number } = subjectOf('wangXiaomei')
    await handIn((await sign({ content: contact(), subjects: [subjectOf('wangXiaomei')] })).notice).expect(202)
    const stored = JSON.stringify([await records('health_notices').find().toArray(), await records('health_evidence').find().toArray()])
    expect(stored).not.toContain(number)
    const period = today().slice(0, 7)
    city.advance(70 * 86_400_000)
    const erasing = createErasing({ audit: city.api.audit, now: city.now })
    expect(await erasing.erase({ kind: 'evidence', period, because: '临疫指〔2026〕9号' })).toBe('erased')
    expect(await records('health_evidence').countDocuments()).toBe(0)
    expect(await records('health_notices').countDocuments()).toBe(0)
    city.advance(-70 * 86_400_000)
  })
  it('that were moved to somebody else in the database count for nobody', async () => {
    await handIn((await sign({ content: contact(), subjects: [subjectOf('liJianguo')] })).notice).expect(202)
    const { platform } = city.api
    const personIndex = platform.digests.blindIndex('healthEvidence', `residentId:${subjectOf('wangXiaomei').number}`)
    await records('health_evidence').updateOne({}, { $set: { personIndex } })
    await expect(colourOf(xiaomei)).rejects.toThrow('evidence that was moved')
  })
})

describe('a rule set tried on today’s data 试算', () => {
  const ruleSet = () =>
    JSON.parse(readFileSync(join(__dirname, '../../../content/health-rules/city.json'), 'utf8')) as {
      rules: { code: string; colour: string }[]
      cases: object[]
    }
  const tryOut = (text: string) => operator.post('/staff/health-rule-trials', { text })

  it('says how many would change to what, and stores nothing', async () => {
    await declare(xiaomei, { symptoms: ['cough'], symptomsSince: day(-1) })
    await declare(await city.signInCitizen('liJianguo'))
    const stricter = ruleSet()
    const cough = {
      code: 'declaredCough',
      colour: 'yellow',
      priority: 15,
      on: 'declaration',
      when: { field: 'symptoms', is: 'cough' },
      words: { zh: '咳嗽', en: 'cough' },
      steps: [],
    }
    const text = JSON.stringify({ ...stricter, rules: [...stricter.rules, cough] })
    const trial = (await tryOut(text).expect(200)).body as RuleTrial
    expect(trial).toMatchObject({
      people: 2,
      now: { green: 2, yellow: 0 },
      then: { green: 1, yellow: 1 },
      changes: [{ from: 'green', to: 'yellow', people: 1 }],
      tooMany: false,
    })
    expect((await colourOf(xiaomei)).colour).toBe('green')
  })
  it('is published by two only where no more than half would be turned stricter, also in steps, or lose their colour; a third person signs it all the same', async () => {
    for (const id of CITIZENS) await declare(await city.signInCitizen(id))
    const [undeclared] = ruleSet().cases.filter((each) => (each as { declarations: object[] }).declarations.length === 0)
    const everybody = { ...ruleSet().rules.find(({ code }) => code === 'declaredFever'), when: { field: 'temperature', atLeast: 30 } }
    const rules = ruleSet().rules.map((rule) => (rule.code === 'declaredFever' ? everybody : rule))
    const text = JSON.stringify({ ...ruleSet(), version: 2, rules, cases: [undeclared, undeclared, undeclared] })
    expect((await tryOut(text).expect(200)).body).toMatchObject({ people: CITIZENS.length, then: { green: 0, yellow: CITIZENS.length }, tooMany: true })
    // Whoever declared this morning has no colour in the evening where a declaration counts for half a day.
    city.advance(13 * 3_600_000)
    operator = await city.signInStaff('tangyun')
    const shorter = JSON.stringify({ ...ruleSet(), version: 2, declarationHours: 12, cases: [undeclared, undeclared, undeclared] })
    expect((await tryOut(shorter).expect(200)).body).toMatchObject({ changes: [{ from: 'green', to: null }], tooMany: true })
    city.advance(-13 * 3_600_000)
    operator = await city.signInStaff('tangyun')
    const [second, third] = [await city.signInStaff('yaojun'), await city.signInStaff('fanxin')]
    const publish = async (version: string) => {
      const request = { kind: 'healthRule', text: version, effectiveFrom: null, reason: '按新规则调整赋码' }
      return (await operator.post('/operations/content/publications', request).expect(201)).body as PublicationView
    }
    const approve = async (by: SignedIn, { id, shownHash }: PublicationView) => by.post(`/operations/content/publications/${id}/approvals`, { shownHash })
    const asked = await publish(text)
    expect((await approve(second, asked)).body).toMatchObject({ state: 'pending', waitsForThird: true, mine: true })
    expect((await colourOf(xiaomei)).colour).toBe('green')
    expect((await approve(second, asked)).body).toMatchObject({ code: 'SECOND_PERSON_NEEDED' })
    const { ticket } = (await xiaomei.post('/live/tickets').expect(201)).body as { ticket: string }
    const { messages, ready, socket } = city.openSocket({ ticket })
    await ready
    expect((await approve(third, asked)).body).toMatchObject({ state: 'done', waitsForThird: false })
    await until(() => messages.some(({ topic }) => topic === 'health.changed'))
    socket.close()
    expect((await colourOf(xiaomei)).colour).toBe('yellow')
    const told = async () => {
      const done = await until(() => records('health_recolourings').findOne({ to: 2, state: 'done' }))
      expect(await records('notices').countDocuments({ kind: 'healthRulesChanged' })).toBe(CITIZENS.length)
      return done
    }
    expect(await told()).toMatchObject({ from: 1, looked: CITIZENS.length, told: CITIZENS.length })
    // Killed before it was written down: the batch is done again, and nobody is told or counted twice.
    await records('health_recolourings').updateOne({ to: 2 }, { $set: { state: 'running', endedAt: null, place: '', looked: 0, told: 0 } })
    expect(await told()).toMatchObject({ looked: CITIZENS.length, told: CITIZENS.length })
    const { items } = (await operator.get('/staff/health-recolourings').expect(200)).body as RecolouringList
    expect(items[0]).toMatchObject({ from: 1, to: 2, state: 'done' })
    // The next one leaves them as they are, and turned from what held before it is as many.
    expect((await tryOut(JSON.stringify({ ...JSON.parse(text), version: 3 })).expect(200)).body).toMatchObject({ changes: [], tooMany: true })
    expect((await tryOut(JSON.stringify({ ...ruleSet(), version: 3 })).expect(200)).body).toMatchObject({ tooMany: false })
    // Taken back by two, for it turns nobody stricter: the one before holds again, and everybody is looked at once more.
    const wanted = { kind: 'healthRule', code: 'cityHealthCode', version: 2, reason: '新规则赋码过严，退回上一版' }
    const back = (await operator.post('/operations/content/roll-backs', wanted).expect(201)).body as PublicationView
    expect((await approve(second, back)).body).toMatchObject({ state: 'done', waitsForThird: false })
    await until(async () => (await colourOf(xiaomei)).colour === 'green')
    expect(await until(() => records('health_recolourings').findOne({ from: 2, state: 'done' }))).toMatchObject({
      to: 1,
      looked: CITIZENS.length,
      told: CITIZENS.length,
    })
  })
  it('is refused where it could not be published', async () => {
    expect((await tryOut('{}').expect(400)).body).toMatchObject({ code: 'CONTENT_NOT_VALID' })
  })
})
