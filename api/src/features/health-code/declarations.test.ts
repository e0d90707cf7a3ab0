import type {
  ColourInputs,
  DeclarationForm,
  DeclarationPage,
  DeclarationView,
  DeclaredAtWindow,
  DeclareHealth,
  HealthCodeView,
  HealthDataView,
  TakenDownList,
} from '@zsb/shared/health-code'
import { addDays, formatInstant, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { declarationRequest, switchOnHealthCode } from '../../../test-support/health-on'
import { readPdf } from '../../../test-support/read-pdf'
import { until } from '../../../test-support/until'
import { newKey, openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'
import { auditCipher } from '../../assemble/platform-parts'
import { apartCollection } from '../../platform/db/apart'
import type { ErasableKey } from '../../platform/erasure/erasable-keys.model'
import { createMongoHealthCodes } from './codes.model'

const BASE = '/health/declarations'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let city: WholeApi
let mei: SignedIn
let childId: string
let child: { name: string; number: string }
let aili: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'health-declarations' })
  ;({ mother: mei, childId, child } = await city.signInGuardian())
  aili = await city.signInCitizen('aili')
}, 60_000)
afterAll(() => city.close())

const of = (collection: string) => mongoose.connection.collection<{ _id: string }>(collection)
const request = (over: Partial<DeclareHealth> = {}) => declarationRequest(mei.personId, city.now(), over)
const declare = (over: Partial<DeclareHealth> = {}, by = mei) => by.post(BASE, request(over))
const declared = async (over: Partial<DeclareHealth> = {}) => (await declare(over).expect(201)).body as DeclarationView
const list = async (personId: string, by = mei) => ((await by.get(`${BASE}?personId=${personId}`).expect(200)).body as DeclarationPage).items
const answering = (over: object) => ({ answers: { ...request().answers, ...over } })
const codeOf = (answer: { body: { code?: string } }) => answer.body.code
const pointersOf = (answer: { body: { errors?: { pointer: string }[] } }) => answer.body.errors?.map(({ pointer }) => pointer)

it('while the health code is off there is no form, no declaration, no list of them, no colour, nothing it is made from and no code', async () => {
  const answers = [await mei.get('/health/declaration-form'), await mei.get(`${BASE}?personId=${mei.personId}`), await declare()]
  answers.push(await mei.get(`/health/colours/${mei.personId}`), await mei.post('/health/codes', { personId: mei.personId }))
  answers.push(await mei.get(`/health/colours/${mei.personId}/inputs`))
  expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(Array(6).fill([404, 'HEALTH_CODE_OFF']))
})

describe('个人健康申报', () => {
  beforeAll(async () => {
    await switchOnHealthCode(city)
    city.advance(2_000)
  })
  beforeEach(() => of('health_declarations').deleteMany({}))

  it('asks by the form of the day for oneself and one’s children, and not for what is known', async () => {
    const { form, persons } = (await mei.get('/health/declaration-form').expect(200)).body as DeclarationForm
    expect(form.code).toBe('healthDeclaration')
    expect(persons).toMatchObject([
      { personId: mei.personId, name: '王小梅', relation: 'self', mayPrint: false },
      { personId: childId, name: '王安安', relation: 'child', mayPrint: true },
    ])
  })
  it('is kept encrypted with its trail, told back in words, and erased by its day', async () => {
    const view = await declared(answering({ temperature: '36.8', contact: 'unsure' }))
    expect(view).toMatchObject({ personId: mei.personId, state: 'counts', erasedOn: addDays(toCalendarDate(city.now()), 30) })
    expect(view.lines.find(({ code }) => code === 'temperature')).toMatchObject({ label: { zh: '体温' }, text: { zh: '36.8 ℃' } })
    expect(view.lines.find(({ code }) => code === 'contact')?.text).toEqual({ zh: '不清楚', en: 'Not sure' })
    const stored = await of('health_declarations').findOne({ _id: view.id })
    expect(JSON.stringify(stored)).not.toMatch(/36\.8|unsure/)
    expect(stored).toMatchObject({ purgeAt: new Date(`${view.erasedOn}T00:00:00+08:00`) })
    const indexes = await of('health_declarations').indexes()
    expect(indexes).toContainEqual(expect.objectContaining({ key: { purgeAt: 1 }, expireAfterSeconds: 0 }))
    expect(await of('audit').countDocuments({ action: 'health.declared', subjectId: mei.personId })).toBeGreaterThan(0)
    await of('health_declarations').updateOne({ _id: view.id }, { $set: { erasedOn: toCalendarDate(city.now()) } as never })
    expect(await list(mei.personId)).toEqual([])
  })
  it('is nothing any more where the key of its month was destroyed', async () => {
    const view = await declared()
    expect(await list(mei.personId)).toHaveLength(1)
    const month = toCalendarDate(city.now()).slice(0, 7)
    const keys = apartCollection<ErasableKey>('erasable_keys')
    const key = await keys.findOne({ _id: `e-declaration-${month}` })
    expect(key).not.toBeNull()
    await keys.updateOne({ _id: key!._id }, { $set: { wrapped: null } })
    city.advance(31_000)
    expect((await list(mei.personId)).map(({ id }) => id)).not.toContain(view.id)
    await keys.replaceOne({ _id: key!._id }, key!)
    city.advance(31_000)
  })
  it('refuses temperatures and days that cannot be, each at its place and in words', async () => {
    const tomorrow = addDays(toCalendarDate(city.now()), 1)
    const wrong: [object, string][] = [
      [{ temperature: '52' }, '/answers/temperature'],
      [{ contact: 'yes', contactOn: '2026-02-30' }, '/answers/contactOn'],
      [{ contact: 'yes', contactOn: tomorrow }, '/answers/contactOn'],
      [{ away: 'yes', travel: [{ place: 'jiangkou', from: toCalendarDate(city.now()), to: addDays(toCalendarDate(city.now()), -1) }] }, '/answers/travel/0/to'],
      [{ unheardOf: 'x' }, '/answers/unheardOf'],
    ]
    for (const [over, pointer] of wrong) {
      const refused = await declare(answering(over)).expect(422)
      expect(codeOf(refused)).toBe('HEALTH_DECLARATION_REFUSED')
      expect(pointersOf(refused)).toEqual([pointer])
    }
    expect(await of('health_declarations').countDocuments({})).toBe(0)
  })
  it('takes what waited for the network, refuses a clock that is more than three days off, and counts from its own', async () => {
    const off = (ms: number) => ({ filledAt: new Date(city.now().getTime() + ms).toISOString() })
    const late = await declared(off(-2 * DAY_MS))
    expect(Math.abs(Date.parse(late.at) - city.now().getTime())).toBeLessThan(60_000)
    for (const days of [-4, 4]) expect(codeOf(await declare(off(days * DAY_MS)).expect(409))).toBe('HEALTH_FILLED_AT_OFF')
    expect(codeOf(await declare({ formVersion: request().formVersion + 1 }).expect(409))).toBe('HEALTH_FORM_CHANGED')
  })
  it('for one’s own child, and not for somebody else’s, who is told like nobody at all', async () => {
    const forChild = await declared({ personId: childId })
    expect((await list(childId)).map(({ id }) => id)).toEqual([forChild.id])
    const refused = [await declare({ personId: childId }, aili), await declare({ personId: '01JZZZZZZZZZZZZZZZZZZZZZZZ' }, aili), await declare({}, aili)]
    expect(refused.map((answer) => [answer.status, codeOf(answer)])).toEqual(Array(3).fill([404, 'HEALTH_PERSON_REFUSED']))
    expect(codeOf(await aili.get(`${BASE}?personId=${childId}`).expect(404))).toBe('HEALTH_PERSON_REFUSED')
  })
  it('R16: sent again and again under its key, once', async () => {
    const key = newKey()
    const body = request()
    const answers = [await mei.post(BASE, body).set('idempotency-key', key).expect(201), await mei.post(BASE, body).set('idempotency-key', key).expect(201)]
    expect(answers[1]!.body).toEqual(answers[0]!.body)
    expect(await list(mei.personId)).toHaveLength(1)
  })
  it('is corrected once, also by two at the same time; the earlier one is kept and counts no more', async () => {
    const first = await declared()
    const answers = await Promise.all([1, 2, 3].map(() => declare({ corrects: first.id, ...answering({ temperature: '37.0' }) })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect((await list(mei.personId)).map(({ id, state }) => [id === first.id, state])).toEqual([
      [false, 'counts'],
      [true, 'corrected'],
    ])
    expect(codeOf(await declare({ corrects: first.id }).expect(409))).toBe('HEALTH_CORRECTED_BEFORE')
    expect(codeOf(await declare({ personId: aili.personId, corrects: first.id }, aili).expect(404))).toBe('NOT_FOUND')
  })
  it('gives a colour that says why, and a code that lives a minute, to oneself and one’s children only; before it there is neither', async () => {
    const show = (personId: string, by = mei) => by.post('/health/codes', { personId })
    const before = (await show(childId).expect(201)).body as HealthCodeView
    expect(before).toMatchObject({ code: null, colour: { colour: null, missing: 'notDeclared' } })
    await declared({ personId: childId })
    const { person, colour, care, districts, code, serverTime } = (await show(childId).expect(201)).body as HealthCodeView
    expect(person).toMatchObject({ personId: childId, name: '王安安' })
    expect(colour).toMatchObject({ colour: 'green', missing: null, fired: [{ colour: 'green', input: { kind: 'declaration' } }] })
    expect(care.length).toBeGreaterThan(0)
    // What is for a whole district says so; each has somewhere to be treated, tested and fed, and somebody to call.
    expect(districts.map(({ code: district }) => district).sort()).toEqual(['990102', '990103', '990104'])
    for (const { lines } of districts) expect(lines.map(({ kind }) => kind).sort()).toEqual(['community', 'food', 'medical', 'test'])
    expect(code!.text.startsWith(`${city.base}/h#`)).toBe(true)
    expect(Date.parse(code!.expiresAt) - Date.parse(serverTime)).toBeLessThanOrEqual(60_000)
    expect((await mei.get(`/health/colours/${childId}`).expect(200)).body).toMatchObject({ colour: 'green', until: colour.until })
    // R31: at most two live on a phone, and a use consumes all of the person's, nobody else's.
    const shown = [code!.id]
    for (let n = 0; n < 3; n++) {
      city.advance(1_000)
      shown.push(((await show(childId).expect(201)).body as HealthCodeView).code!.id)
    }
    const endOf = async (id: string) => ((await of('health_codes').findOne({ _id: id })) as { endedBecause?: unknown } | null)?.endedBecause
    expect(await Promise.all(shown.map(endOf))).toEqual(['superseded', 'superseded', null, null])
    const other = await declared().then(() => show(mei.personId))
    await createMongoHealthCodes().endUsed({ personId: childId, at: city.now() })
    expect(await Promise.all(shown.slice(2).map(endOf))).toEqual(['used', 'used'])
    expect(await endOf((other.body as HealthCodeView).code!.id)).toBeNull()
    const refused = [await show(childId, aili), await aili.get(`/health/colours/${childId}`)]
    expect(refused.map(codeOf)).toEqual(['HEALTH_PERSON_REFUSED', 'HEALTH_PERSON_REFUSED'])
    // What the child's colour is made from, likewise: the guardian's phone works it out again, nobody else is told that there is any.
    const inputs = (await mei.get(`/health/colours/${childId}/inputs`).expect(200)).body as ColourInputs
    expect(inputs.declarations).toHaveLength(1)
    const nobody = `/health/colours/${city.api.platform.newId(city.now())}/inputs`
    const none = [await aili.get(`/health/colours/${childId}/inputs`), await aili.get(nobody)]
    expect(none.map((answer) => [answer.status, codeOf(answer)])).toEqual(Array(2).fill([404, 'HEALTH_PERSON_REFUSED']))
  })
})

describe('窗口代为申报', () => {
  const WINDOW = '/window/health-declarations'
  const seen = ({ name, number }: { name: string; number: string }) => ({
    person: { name, documentType: 'residentId', number },
    documentSeen: true,
    consentSigned: true,
  })
  const claimOf = (id: string) => seen(city.citizen(id))
  const said = () => ({ formVersion: request().formVersion, answers: request().answers })

  const takeDown = async (by: SignedIn, over: object = {}) =>
    (await by.post(WINDOW, { ...claimOf('liJianguo'), ...said(), ...over }).expect(201)).body as DeclaredAtWindow
  const LOOKUPS = '/window/health-declaration-lookups'
  const lookUp = (by: SignedIn, { name, number } = city.citizen('liJianguo')) => {
    const { consentSigned: _, ...body } = seen({ name, number })
    return by.post(LOOKUPS, body)
  }

  it('gives an elder without a phone a colour: by his document and with his consent, on record as done by the clerk, and he is told', async () => {
    const clerk = await city.signInStaff('linhao')
    expect((await clerk.get('/window/health-declaration-form').expect(200)).body).toMatchObject({ form: { code: 'healthDeclaration' } })
    for (const field of ['documentSeen', 'consentSigned'])
      expect(pointersOf(await clerk.post(WINDOW, { ...claimOf('liJianguo'), ...said(), [field]: undefined }).expect(400))).toEqual([`/body/${field}`])
    expect(pointersOf(await clerk.post(WINDOW, { ...claimOf('liJianguo'), ...said(), answers: {} }).expect(422))).toContain('/answers/temperature')
    expect((await clerk.post(WINDOW, { ...claimOf('liJianguo'), ...said() }).expect(201)).body).toMatchObject({ nameMasked: '李**' })
    const act = (await of('audit').findOne({ action: 'health.declaredAtWindow' } as never)) as unknown as {
      _id: string
      at: Date
      sealed: string
      subjectId: string
      actor: { staffId?: string }
    }
    expect(act.actor.staffId).toEqual(expect.any(String))
    expect((await city.api.health.colourOf({ personId: act.subjectId })).colour).toBe('green')
    await until(() => of('notices').findOne({ kind: 'healthDeclaredForYou', personId: act.subjectId } as never))
    const kept = await auditCipher(city.api.platform.erasable).open(act.sealed, { id: act._id, at: act.at })
    expect(kept.erased ? null : JSON.parse(kept.text)).toMatchObject({ facts: { documentType: 'residentId', consentSigned: true } })
    // Whoever has a phone says it himself, and for a child its guardian does.
    expect(codeOf(await clerk.post(WINDOW, { ...claimOf('aili'), ...said() }).expect(409))).toBe('HEALTH_WINDOW_AGE')
    const ofChild = await clerk.post(WINDOW, { ...seen(child), ...said() })
    expect([codeOf(ofChild), pointersOf(ofChild)]).toEqual(['WINDOW_PERSON_NOT_FOUND', ['/body/person/number']])
    expect(await of('audit').countDocuments({ action: 'health.declaredAtWindow' } as never)).toBe(1)
  })
  it('is printed to be read and signed: what was said, by whom it was taken down and when, and how it is put right; no number of a document in full', async () => {
    const clerk = await city.signInStaff('linhao')
    const today = toCalendarDate(city.now())
    const travel = [{ place: 'jiangkou', from: addDays(today, -2), to: today }]
    const { id, file } = await takeDown(clerk, answering({ temperature: '36.7', away: 'yes', travel }))
    expect(file.fileName).toBe(`个人健康申报表 ${id}.pdf`)
    const { text } = readPdf(Buffer.from(file.base64, 'base64'))
    const { name, number } = city.citizen('liJianguo')
    for (const words of [
      name,
      id,
      '36.7℃',
      '临港区江口镇',
      formatInstant(city.now(), 'zh').replaceAll(' ', ''),
      '政务服务大厅12号窗口林浩',
      '带证件到窗口更正',
      '（签字）',
    ])
      expect(text).toContain(words)
    // Not asked of who feels well, and nobody’s number lies about.
    for (const words of ['从哪天开始的', number]) expect(text).not.toContain(words)
  })
  it('is corrected at the window once, under the eyes of whom it is about: found by the document, on record, and on paper again', async () => {
    await of('health_declarations').deleteMany({})
    const clerk = await city.signInStaff('linhao')
    expect(codeOf(await lookUp(clerk).expect(404))).toBe('NOT_FOUND')
    const wrong = await takeDown(clerk, answering({ contact: 'yes', contactOn: toCalendarDate(city.now()) }))
    const found = (await lookUp(clerk).expect(200)).body as TakenDownList
    expect(found).toMatchObject({ nameMasked: '李**', items: [{ id: wrong.id, at: wrong.at, answers: { contact: 'yes' } }] })
    const right = await takeDown(clerk, { ...answering({ contact: 'no' }), corrects: wrong.id })
    expect(readPdf(Buffer.from(right.file.base64, 'base64')).text).toContain(`更正${formatInstant(wrong.at, 'zh').replaceAll(' ', '')}填的那一份`)
    const ids = await of('health_declarations').find({}).sort({ _id: 1 }).toArray()
    expect(ids).toMatchObject([
      { _id: wrong.id, state: 'corrected' },
      { _id: right.id, state: 'counts', corrects: wrong.id },
    ])
    expect(((await lookUp(clerk).expect(200)).body as TakenDownList).items.map(({ id }) => id)).toEqual([right.id])
    expect(codeOf(await clerk.post(WINDOW, { ...claimOf('liJianguo'), ...said(), corrects: wrong.id }).expect(409))).toBe('HEALTH_CORRECTED_BEFORE')
    const acts = (await of('audit')
      .find({ action: { $in: ['health.correctedAtWindow', 'health.readAtWindow'] } } as never)
      .toArray()) as unknown as {
      action: string
      subjectId: string
      actor: { staffId?: string }
    }[]
    expect(acts.map(({ action }) => action).sort()).toEqual(['health.correctedAtWindow', 'health.readAtWindow', 'health.readAtWindow'])
    for (const { subjectId, actor } of acts) expect([subjectId, typeof actor.staffId]).toEqual([acts[0]!.subjectId, 'string'])
  })
  it('shows a clerk nothing that somebody said on a phone, and lets nobody put it right there but himself', async () => {
    await of('health_declarations').deleteMany({})
    const clerk = await city.signInStaff('linhao')
    const elder = await city.signInCitizen('liJianguo')
    const own = (await elder.post(BASE, { ...request({ personId: elder.personId }) }).expect(201)).body as DeclarationView
    expect(codeOf(await lookUp(clerk).expect(404))).toBe('NOT_FOUND')
    expect(codeOf(await clerk.post(WINDOW, { ...claimOf('liJianguo'), ...said(), corrects: own.id }).expect(404))).toBe('NOT_FOUND')
    expect(await of('health_declarations').countDocuments({ state: 'counts' } as never)).toBe(1)
    const { id } = await takeDown(clerk)
    // The name belongs to the number, and one’s own is a colleague’s.
    expect(codeOf(await lookUp(clerk, { ...city.citizen('liJianguo'), name: '李建军' }).expect(404))).toBe('NOT_FOUND')
    // What was said of a child its guardian said on a phone, whatever document is held there.
    await declared({ personId: childId })
    const ofChild = { person: { ...child, documentType: 'residentId' }, documentSeen: true }
    expect(codeOf(await clerk.post(LOOKUPS, ofChild).expect(404))).toBe('NOT_FOUND')
    // He may put right on his phone what a clerk wrote.
    await elder.post(BASE, { ...request({ personId: elder.personId }), corrects: id }).expect(201)
    expect(codeOf(await lookUp(clerk).expect(404))).toBe('NOT_FOUND')
  })
})

describe('我的健康数据', () => {
  const held = async (personId?: string, by = mei) =>
    (await by.get(`/health/my-data${personId ? `?personId=${personId}` : ''}`).expect(200)).body as HealthDataView
  const itemsOf = ({ kinds }: HealthDataView) => kinds.find(({ kind }) => kind === 'declaration')!.items
  const erase = (declarationId: string, by = mei, personId = mei.personId) => by.post('/health/my-data/erasures', { personId, declarationId })
  beforeEach(() => of('health_declarations').deleteMany({}))

  it('tells of oneself and one’s children what is held, why, until when and who wrote it, and of nobody else', async () => {
    const view = await declared(answering({ temperature: '36.8' }))
    const { kinds, persons, readers } = await held()
    expect(persons.map(({ personId }) => personId)).toEqual([mei.personId, childId])
    for (const { purpose, basis, keptDays } of kinds) expect([purpose.zh, purpose.en, basis.zh, basis.en, keptDays].every(Boolean)).toBe(true)
    const [item] = itemsOf(await held())
    expect(item).toMatchObject({ id: view.id, erasedOn: view.erasedOn, mayErase: false, why: { zh: expect.stringContaining('得出颜色') } })
    expect(item!.lines).toContainEqual({ label: { zh: '体温', en: 'Temperature' }, text: { zh: '36.8 ℃', en: '36.8 ℃' } })
    expect(readers[0]).toMatchObject({ who: { zh: '您本人' }, what: { zh: '提交健康申报' } })
    expect(itemsOf(await held(childId))).toEqual([])
    expect(codeOf(await aili.get(`/health/my-data?personId=${childId}`).expect(404))).toBe('HEALTH_PERSON_REFUSED')
    expect(itemsOf(await held(undefined, aili))).toEqual([])
  })
  it('erases on request what no rule needs, a corrected one or one that is old, and nothing that the colour rests on', async () => {
    const first = await declared()
    expect(codeOf(await erase(first.id).expect(409))).toBe('HEALTH_DATA_NEEDED')
    const second = await declared({ corrects: first.id })
    expect(codeOf(await erase(first.id, aili).expect(404))).toBe('HEALTH_PERSON_REFUSED')
    expect(codeOf(await erase(first.id, aili, aili.personId).expect(404))).toBe('NOT_FOUND')
    expect(itemsOf((await erase(first.id).expect(201)).body as HealthDataView).map(({ id }) => id)).toEqual([second.id])
    expect(await of('health_declarations').countDocuments({ _id: first.id })).toBe(0)
    expect(await of('audit').countDocuments({ action: 'health.erasedByOwner', subjectId: mei.personId })).toBe(1)
    city.advance(29 * DAY_MS)
    await erase(second.id, await city.signInCitizen('wangXiaomei')).expect(201)
    city.advance(-29 * DAY_MS)
  })
})
