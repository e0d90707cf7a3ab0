import type { ContactPlaces, ContactQueryPage, ContactQueryView, HealthDataView } from '@zsb/shared/health-code'
import type { LedgerPage } from '@zsb/shared/ledger'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { declarationRequest, foundByCheck, recordVisit, switchOnHealthCode } from '../../../test-support/health-on'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'
import { VISIT_KEY } from '../places'

let city: WholeApi
let mei: SignedIn
let tangyun: SignedIn
let yaojun: SignedIn
let placeId: string
beforeAll(async () => {
  city = await openWholeApi({ name: 'contacts' })
  mei = await city.signInCitizen('wangXiaomei')
  tangyun = await city.signInStaff('tangyun')
  yaojun = await city.signInStaff('yaojun')
  await switchOnHealthCode(city)
  city.advance(2_000)
  await mei.post('/health/declarations', declarationRequest(mei.personId, city.now())).expect(201)
  placeId = (await recordVisit(city, { visitor: mei, guard: await city.signInCitizen('qinYue'), ownerId: yaojun.personId })).placeId
}, 60_000)
afterAll(() => city.close())

const of = (name: string) => mongoose.connection.collection<{ _id: string; [field: string]: unknown }>(name)
const codeOf = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code]

describe('contact queries 流调查询', () => {
  const QUERIES = '/staff/contact-queries'
  const today = () => toCalendarDate(city.now())
  const request = (over: object = {}) => ({
    documentNumber: '临疾控流〔2026〕9号',
    placeId: placeId,
    fromDay: today(),
    toDay: today(),
    purpose: '查找确诊者同时在场的人',
    tellAfterDays: 0,
    ...over,
  })
  const ask = (over: object = {}, by = tangyun) => by.post(QUERIES, request(over))
  const asked = async (over: object = {}) => (await ask(over).expect(201)).body as ContactQueryView
  const signQuery = ({ id, shownHash }: ContactQueryView, by = yaojun) => by.post(`${QUERIES}/${id}/signature`, { shownHash })
  const one = async (id: string) => ((await tangyun.get(QUERIES).expect(200)).body as ContactQueryPage).items.find((each) => each.id === id)!
  /** The rounds that the loop does every few seconds; both at once change nothing. */
  const workedOff = async () => {
    while ((await city.api.health.handOverContacts()) > 0);
  }
  const toldOf = async (id: string) => of('health_contact_people').countDocuments({ queryId: id, told: true })

  it('R17: takes a document, a purpose, a place and a few days that can be, and two natural persons', async () => {
    for (const field of ['documentNumber', 'placeId', 'purpose', 'fromDay', 'toDay'])
      expect((await ask({ [field]: undefined }).expect(400)).body).toMatchObject({ errors: [{ pointer: `/body/${field}` }] })
    for (const [over, field] of [
      [{ fromDay: addDays(today(), -29) }, 'fromDay'],
      [{ toDay: addDays(today(), 1) }, 'toDay'],
      [{ placeId: mei.personId }, 'placeId'],
    ] as const)
      expect((await ask(over).expect(400)).body).toMatchObject({ errors: [{ pointer: `/body/${field}` }] })
    const { items } = (await tangyun.get(`${QUERIES}/places?name=${encodeURIComponent('临江万')}`).expect(200)).body as ContactPlaces
    expect(items).toMatchObject([{ id: placeId, name: '临江万象城' }])
    const query = await asked()
    expect(codeOf(await signQuery(query, tangyun))).toEqual([403, 'SECOND_PERSON_NEEDED'])
    expect(codeOf(await signQuery({ ...query, shownHash: '0'.repeat(64) }))).toEqual([409, 'SHOWN_HASH_DIFFERS'])
    expect((await yaojun.post(`${QUERIES}/${query.id}/refusal`, { reason: '范围太大，改成半天' }).expect(201)).body).toMatchObject({ state: 'refused' })
    expect(codeOf(await mei.get(QUERIES))).toEqual([403, 'FORBIDDEN'])
  })

  it('goes sealed to the disease control, which alone opens it; here stand figures, and whoever was there is told', async () => {
    const inMonthsSeal = city.api.platform.erasable.cipherFor(VISIT_KEY, { collection: 'place_visits', field: 'sealed' })
    const sealed = await inMonthsSeal.encrypt('p1.altered', { id: 'altered', at: city.now() })
    const altered = { _id: 'altered', codeIndex: 'altered', retryKey: 'altered', placeId: placeId, at: city.now(), sealed }
    await of('place_visits').insertOne({ ...altered, projected: true })
    const query = await asked()
    await signQuery(query).expect(201)
    await workedOff()
    await of('place_visits').deleteOne({ _id: 'altered' })
    expect((await one(query.id)).state).toBe('handedOver')
    expect(await one(query.id)).toMatchObject({ visits: 1, persons: 1 })
    expect(JSON.stringify(await of('health_contact_people').find({ queryId: query.id }).toArray())).not.toContain(mei.personId)
    expect(await toldOf(query.id)).toBe(1)
    const { items } = (await mei.get('/ledger').expect(200)).body as LedgerPage
    expect(items[0]).toMatchObject({ kind: 'contactQuery', relyingParty: { zh: '疾病预防控制中心' }, purpose: { zh: '流调查询' }, basis: 'law' })
    expect(((await mei.get('/health/my-data').expect(200)).body as HealthDataView).readers.map(({ what }) => what.zh)).toContainEqual(
      expect.stringContaining('流调查询'),
    )
    const notices = ((await mei.get('/notices').expect(200)).body as { items: { kind: string }[] }).items
    expect(notices.filter(({ kind }) => kind === 'contactQueried')).toHaveLength(1)
    const acts = ['contactQuery.handedIn', 'contactQuery.signed', 'contactQuery.handedOver']
    for (const action of acts) expect(await of('audit').countDocuments({ action })).toBeGreaterThan(0)
    expect(await of('audit').countDocuments({ action: 'health.contactQueried', subjectId: mei.personId })).toBe(1)
  })

  it('leaves only with both signatures, and one in its way holds neither the next query nor the telling up', async () => {
    const forged = await asked()
    const decidedAt = new Date(city.now().getTime() - 60_000)
    await of('health_contact_queries').updateOne({ _id: forged.id }, { $set: { state: 'done', decidedAt, approver: { personId: 'somebody' } } })
    const bad = { _id: 'garbled', queryId: forged.id, person: 'not sealed', at: city.now(), tellOn: new Date(0), told: false }
    await of('health_contact_people').insertOne(bad)
    const query = await asked()
    await signQuery(query).expect(201)
    await workedOff()
    await until(async () => (await toldOf(query.id)) === 1)
    expect(await one(query.id)).toMatchObject({ state: 'handedOver', persons: 1 })
    expect(await one(forged.id)).toMatchObject({ state: 'signed', visits: null, persons: null })
    expect(await of('health_contact_people').findOne({ _id: 'garbled' })).toMatchObject({ told: false, attempts: 1 })
    expect(await foundByCheck(city, tangyun)).toContainEqual({ kind: 'contactQuery', reference: forged.id, count: 1 })
    await of('health_contact_people').deleteMany({ queryId: { $in: [forged.id, query.id] } as never })
    await of('health_contact_queries').deleteOne({ _id: forged.id })
  })

  it('that somebody wrote there by hand keeps nobody from the others in the list', async () => {
    const query = await asked()
    await of('health_contact_queries').insertOne({ _id: `${query.id}-forged`, state: 'pending', reason: 'not sealed' })
    const { items } = (await tangyun.get(QUERIES).expect(200)).body as ContactQueryPage
    expect(items[0]).toMatchObject({ id: query.id, state: 'pending' })
    await of('health_contact_queries').deleteOne({ _id: `${query.id}-forged` })
  })

  it('tells nobody before the day that both have signed', async () => {
    const query = await asked({ tellAfterDays: 14 })
    await signQuery(query).expect(201)
    await workedOff()
    expect((await one(query.id)).state).toBe('handedOver')
    const [waiting] = await of('health_contact_people').find({ queryId: query.id }).toArray()
    expect((waiting!.tellOn as Date).getTime() - (waiting!.at as Date).getTime()).toBe(14 * 86_400_000)
    expect(await toldOf(query.id)).toBe(0)
  })
})
