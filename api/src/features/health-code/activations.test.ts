import { LONGEST_ACTIVATION_DAYS, type ActivationView, type HealthCodeStatus } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { ROWS_OF_HEALTH } from '../../../security/authorisation-of-health'
import { activationRequest, foundByCheck, switchOnHealthCode } from '../../../test-support/health-on'
import { newKey, openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

const BASE = '/staff/health-activations'
const DAY_MS = 86_400_000

let city: WholeApi
let tangyun: SignedIn
let yaojun: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'health-activations' })
  tangyun = await city.signInStaff('tangyun')
  yaojun = await city.signInStaff('yaojun')
}, 60_000)
afterAll(() => city.close())

const of = (collection: string) => mongoose.connection.collection<{ _id: string }>(collection)
/** Every test begins with the health code off, a moment after whatever was remembered of the one before. */
beforeEach(async () => {
  await of('health_activations').deleteMany({})
  city.advance(2_000)
})

const today = () => toCalendarDate(city.now())
const handIn = (over: object = {}, by = tangyun) => by.post(BASE, activationRequest(city.now(), over))
const handedIn = async (over: object = {}) => (await handIn(over).expect(201)).body as ActivationView
const sign = ({ id, shownHash }: Pick<ActivationView, 'id' | 'shownHash'>, by = yaojun) => by.post(`${BASE}/${id}/signature`, { shownHash })
const status = async () => ((await city.request.get('/api/v1/health/status').expect(200)).body as HealthCodeStatus).active
const codeOf = (answer: { body: { code?: string } }) => answer.body.code

/**
 * What there is while it is off: whether it is, how it is switched on and off, what its end has erased, and what is held of somebody still. What was asked
 * for before may be refused.
 */
const THERE_WHILE_OFF = [
  'healthCode.status',
  'healthActivation.list',
  'healthActivation.handIn',
  'healthActivation.approve',
  'healthActivation.refuse',
  'healthSunset.list',
  'healthSunset.handIn',
  'healthSunset.approve',
  'healthSunset.refuse',
  'healthProof.list',
  'healthData.get',
  'healthData.erase',
  'contactQuery.list',
  'contactQuery.refuse',
]
/** What is asked for with the path, where it has to be there. */
const QUERIES: Record<string, (personId: string) => string> = {
  'healthDeclaration.list': (personId) => `?personId=${personId}`,
  'healthAppeal.own': (personId) => `?personId=${personId}`,
  'printedCode.list': (personId) => `?personId=${personId}`,
  'contactQuery.places': () => `?name=${encodeURIComponent('临江万')}`,
}

describe('启用健康码', () => {
  it('while it is off nothing of it exists: no operation of it, for whoever may use it, but those that are named here', async () => {
    const [citizen, clerk, street] = [await city.signInCitizen('wangXiaomei'), await city.signInStaff('linhao'), await city.signInStaff('panyue')]
    const noOne = city.api.platform.newId(city.now())
    const there: string[] = []
    for (const [id, { lets, isPublic, body }] of Object.entries(ROWS_OF_HEALTH)) {
      const { method, path } = city.api.operations.find(({ spec }) => spec.id === id)!
      const who = lets.includes('confirmed') ? citizen : lets.includes('operator') ? tangyun : lets.length > 0 ? clerk : street
      const url = path.replace(/\{\w+\}/, noOne).replace(/\{(\w+)\}/g, (_, name: string) => (name.endsWith('Id') ? noOne : '0'))
      const call = city.request[method](`/api/v1${url}${QUERIES[id]?.(citizen.personId) ?? ''}`).set('idempotency-key', newKey())
      if (!isPublic) void call.set('authorization', `Bearer ${who.bearer}`)
      const answer = await call.send(typeof body === 'function' ? body(citizen.personId) : body)
      if (answer.status !== 404 || codeOf(answer) !== 'HEALTH_CODE_OFF') there.push(id)
    }
    expect(there.sort()).toEqual([...THERE_WHILE_OFF].sort())
    await of('health_sunsets').deleteMany({})
  })
  it('is off by default, and on with its document for everybody from the moment a second operator has signed what she was shown', async () => {
    expect(await status()).toBeNull()
    const asked = await handedIn()
    expect(asked).toMatchObject({ state: 'pending', mine: true, decidedAt: null })
    expect(await status()).toBeNull()
    const [waiting] = ((await yaojun.get(BASE).expect(200)).body as { items: ActivationView[] }).items
    expect(waiting).toMatchObject({ id: asked.id, mine: false, shownHash: asked.shownHash, reason: '按指挥部文件启用健康码' })
    expect((await sign(waiting!).expect(201)).body).toMatchObject({ state: 'active' })
    expect(await status()).toMatchObject({
      documentNumber: '临疫指〔2026〕3号',
      authority: { zh: '临江市疫情防控指挥部' },
      area: { code: '990100', zh: '临江市' },
      purpose: { zh: '在公共场所查验健康状况' },
      endsOn: asked.endsOn,
    })
    expect(await of('audit').countDocuments({ action: 'healthCode.switchedOn' })).toBe(1)
  })
  it('R17: not by whoever handed it in, not over anything else than she was shown, and once of six at the same time', async () => {
    const asked = await handedIn()
    expect(codeOf(await sign(asked, tangyun).expect(403))).toBe('SECOND_PERSON_NEEDED')
    expect(codeOf(await sign({ ...asked, shownHash: '0'.repeat(64) }).expect(409))).toBe('SHOWN_HASH_DIFFERS')
    expect(await status()).toBeNull()
    const answers = await Promise.all(Array.from({ length: 6 }, () => sign(asked)))
    expect(answers.map(({ status: code }) => code).sort()).toEqual([201, 409, 409, 409, 409, 409])
  })
  it('asks for every part of the basis, and says at its place what is wrong', async () => {
    for (const field of ['documentNumber', 'authority', 'area', 'purpose', 'endsOn', 'reason'])
      expect((await handIn({ [field]: undefined }).expect(400)).body).toMatchObject({ errors: [{ pointer: `/body/${field}` }] })
    const wrong: [object, string][] = [
      [{ documentNumber: '3号' }, '/body/documentNumber'],
      [{ area: '110000' }, '/body/area'],
      [{ endsOn: '2027-02-30' }, '/body/endsOn'],
      [{ endsOn: today() }, '/body/endsOn'],
      [{ endsOn: addDays(today(), LONGEST_ACTIVATION_DAYS + 1) }, '/body/endsOn'],
    ]
    for (const [over, pointer] of wrong) expect((await handIn(over).expect(400)).body).toMatchObject({ errors: [{ pointer }] })
  })
  it('one at a time waits, also when both come at once; refused with a reason, or lapsed after seven days, it makes room', async () => {
    const both = await Promise.all([handIn(), handIn({}, yaojun)])
    expect(both.map(({ status: code }) => code).sort()).toEqual([201, 409])
    expect(codeOf(both.find(({ status: code }) => code === 409)!)).toBe('HEALTH_ACTIVATION_PENDING')
    const { id } = both.find(({ status: code }) => code === 201)!.body as ActivationView
    const refused = await yaojun.post(`${BASE}/${id}/refusal`, { reason: '文件还没有印发。' }).expect(201)
    expect(refused.body).toMatchObject({ state: 'refused', refusal: '文件还没有印发。' })
    const next = await handedIn()
    await of('health_activations').updateOne({ _id: next.id }, { $set: { expiresAt: city.now() } })
    expect(codeOf(await sign(next).expect(409))).toBe('PUBLICATION_CLOSED')
    await handedIn()
    const states = ((await yaojun.get(BASE).expect(200)).body as { items: ActivationView[] }).items.map(({ state }) => state)
    expect(states).toEqual(['pending', 'lapsed', 'refused'])
  })
  it('R17: by the word of a record that two have not signed it is neither on nor prolonged, an alarm is raised, and one that waits for nobody is in nobody’s way', async () => {
    const alarms = () => city.lines.filter((line) => line.includes('"health.activationForged"')).length
    const before = alarms()
    await switchOnHealthCode(city, { endsOn: addDays(today(), 3) })
    const signed = (await of('health_activations').findOne({}))!
    await of('health_activations').updateOne({ _id: signed._id }, { $set: { endsOn: addDays(today(), 300) } })
    city.advance(2_000)
    expect([await status(), alarms()]).toEqual([null, before + 1])
    city.advance(2_000)
    expect([await status(), alarms()]).toEqual([null, before + 1])
    // Put right again it holds; one that was written beside it, said to be newer, does not.
    await of('health_activations').updateOne({ _id: signed._id }, { $set: { endsOn: addDays(today(), 3) } })
    await of('health_activations').insertOne({ ...signed, _id: 'forged', decidedAt: new Date(city.now().getTime() + DAY_MS), area: '990102' } as never)
    city.advance(2_000)
    expect([await status(), alarms()]).toMatchObject([{ area: { code: '990100' }, endsOn: addDays(today(), 3) }, before + 2])
    const items = ((await tangyun.get(BASE).expect(200)).body as { items: ActivationView[] }).items
    expect(items.map(({ state }) => state)).toEqual(['active'])
    expect(await foundByCheck(city, tangyun)).toContainEqual({ kind: 'activation', reference: 'forged', count: 1 })
    // As whoever writes it by hand has it: with the database's own kind of id.
    const waits = new mongoose.Types.ObjectId() as never
    await of('health_activations').insertOne({ _id: waits, state: 'pending', reason: 'not sealed', expiresAt: new Date(8e15) } as never)
    await handedIn()
    expect(codeOf(await handIn().expect(409))).toBe('HEALTH_ACTIVATION_PENDING')
    expect(await of('health_activations').findOne({ _id: waits })).toMatchObject({ state: 'expired' })
    expect(await of('audit').countDocuments({ action: 'healthCode.activationClosed' })).toBe(1)
  })
  it('keeps the reasons encrypted', async () => {
    const { id } = await handedIn()
    expect(JSON.stringify(await of('health_activations').findOne({ _id: id }))).not.toContain('按指挥部文件')
  })
  it('is prolonged or shortened by the next one, and what came before does not come back when that one ends', async () => {
    await switchOnHealthCode(city, { endsOn: addDays(today(), 60) })
    await switchOnHealthCode(city, { endsOn: addDays(today(), 1), documentNumber: '临疫指〔2026〕4号' })
    expect(await status()).toMatchObject({ documentNumber: '临疫指〔2026〕4号' })
    const items = ((await tangyun.get(BASE).expect(200)).body as { items: ActivationView[] }).items
    expect(items.map(({ state }) => state)).toEqual(['active', 'ended'])
    city.advance(2 * DAY_MS)
    expect(await status()).toBeNull()
    city.advance(-2 * DAY_MS)
  })
  it('stops by itself: its last day counts, the day after does not, and nobody signs one whose last day has come', async () => {
    await switchOnHealthCode(city, { endsOn: addDays(today(), 2) })
    const late = await handedIn({ endsOn: addDays(today(), 1) })
    city.advance(2 * DAY_MS)
    expect(await status()).not.toBeNull()
    const again = await city.signInStaff('yaojun')
    expect(codeOf(await sign(late, again).expect(409))).toBe('CONFLICT')
    city.advance(DAY_MS)
    expect(await status()).toBeNull()
    city.advance(-3 * DAY_MS)
  })
})
