import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { openPlaceCity } from '../../../test-support/place-city'
import { openPublicSeal } from '../../platform/crypto'

const KEY = 'first-scan-key-0001'
const HOUR_MS = 3_600_000
const city = openPlaceCity()
let database: Awaited<ReturnType<typeof openTestDatabase>>
let guardId = ''
let placeId = ''
const owner = city.signIn({ personId: 'OWNER' })
const guard = city.signIn({ personId: 'GUARD' })

beforeAll(async () => {
  database = await openTestDatabase('door')
  ;({ placeId, guardId } = await city.openDoor({ owner, guard }))
})
afterAll(() => database.close())
beforeEach(async () => {
  await mongoose.connection.collection('place_visits').deleteMany({})
  city.ended.length = 0
  city.colours.set('VISITOR', 'green')
  city.colours.set('STRANGER', 'green')
})

const scan = (code: string, by = guard, id = guardId) => by.post(`/guarded-places/${id}/scans`, { code, method: 'camera' })
const visits = () => mongoose.connection.collection('place_visits').find().toArray()

describe('a scan at the door 扫码查验', () => {
  it('tells the guard the colour and a masked name, and counts a visit', async () => {
    const answer = await scan(city.showCode('VISITOR')).expect(200)
    expect(answer.body).toMatchObject({ verdict: 'colour', colour: 'green', nameMasked: '*R', photo: null, repeated: false })
    expect((await guard.get('/guarded-places')).body).toMatchObject({ items: [{ guardId, scannedToday: 1 }] })
  })

  it('R7: lets one of twenty simultaneous scans of a code through', async () => {
    const code = city.showCode('VISITOR')
    const answers = await Promise.all(Array.from({ length: 20 }, () => scan(code)))
    const verdicts = answers.map(({ body }) => (body as { verdict: string }).verdict)
    expect(verdicts.filter((verdict) => verdict === 'colour')).toHaveLength(1)
    expect(verdicts.filter((verdict) => verdict === 'used')).toHaveLength(19)
    expect(await visits()).toHaveLength(1)
    expect(city.ended).toEqual(['VISITOR'])
  })

  it('R31: gives the first verdict again under the same key, also once the code is past its time, and only for a minute', async () => {
    const code = city.showCode('VISITOR')
    const first = await scan(code).set('idempotency-key', KEY)
    city.refuse(code, 'expired')
    city.colours.set('VISITOR', 'red')
    expect((await scan(code).set('idempotency-key', KEY)).body).toEqual({ ...(first.body as object), repeated: true })
    expect((await scan(code)).body).toMatchObject({ verdict: 'expired' })
    city.advance(61_000)
    expect((await scan(code).set('idempotency-key', KEY)).body).toMatchObject({ verdict: 'expired' })
  })

  it('R31: ends the other codes of hers also on a retry: the first try may have been stopped before', async () => {
    const code = city.showCode('VISITOR')
    await scan(code).set('idempotency-key', KEY)
    city.ended.length = 0
    expect((await scan(code).set('idempotency-key', KEY)).body).toMatchObject({ verdict: 'colour', repeated: true })
    expect(city.ended).toEqual(['VISITOR'])
  })

  it('R16: refuses another code under a key that was used', async () => {
    await scan(city.showCode('VISITOR')).set('idempotency-key', KEY)
    await scan(city.showCode('VISITOR')).set('idempotency-key', KEY).expect(422)
    const late = city.showCode('STRANGER')
    city.refuse(late, 'expired')
    await scan(late).set('idempotency-key', KEY).expect(422)
  })

  it('says what is no code', async () => {
    expect((await scan('https://elsewhere.example/h#x')).body).toMatchObject({ verdict: 'unknown' })
    expect(await visits()).toEqual([])
  })

  it('is a visit also where there is no colour: the code is spent, and her own ledger says that it was looked at', async () => {
    const code = city.showCode('UNDECLARED')
    const first = await scan(code).set('idempotency-key', KEY)
    expect(first.body).toMatchObject({ verdict: 'noColour', nameMasked: '*D' })
    city.refuse(code, 'expired')
    expect((await scan(code).set('idempotency-key', KEY)).body).toEqual(first.body)
    const [source] = await city.pendingVisits.next(10)
    expect(source).toMatchObject({ subjectId: 'UNDECLARED', facts: { kind: 'healthVisit', via: 'scan' } })
    expect(source!.facts).not.toHaveProperty('colour')
    expect(city.ended).toEqual(['UNDECLARED'])
  })

  it('of a code on paper tells the colour with the photo, again and again, and one that was taken back is none', async () => {
    const paper = city.showPaper('VISITOR')
    expect((await scan(paper)).body).toMatchObject({ verdict: 'colour', colour: 'green', printed: true, photo: 'data:image/png;base64,AAAA', repeated: false })
    expect((await scan(paper)).body).toMatchObject({ verdict: 'colour', repeated: true, photo: 'data:image/png;base64,AAAA' })
    expect(await visits()).toHaveLength(1)
    city.advance(60_000)
    expect((await scan(paper)).body).toMatchObject({ verdict: 'colour', repeated: false })
    city.refuse(paper, 'revoked')
    expect((await scan(paper)).body).toMatchObject({ verdict: 'revoked' })
    const stored = await visits()
    expect(stored).toHaveLength(2)
    // A photo of the paper would place somebody wherever its holder is a guard.
    for (const each of stored) expect(city.referenceOf(each)).toMatchObject({ via: 'printed', counts: false })
  })

  it('of a code on paper asked about again under its key after the minute says what is so now, and is the same visit', async () => {
    const paper = city.showPaper('VISITOR')
    await scan(paper).set('idempotency-key', KEY)
    city.advance(61_000)
    expect((await scan(paper).set('idempotency-key', KEY)).body).toMatchObject({ verdict: 'colour', repeated: true, photo: 'data:image/png;base64,AAAA' })
    expect(await visits()).toHaveLength(1)
  })

  it('R22: of one code on paper is made so often in an hour, whoever scans it, and each that is made is on record without whose it was', async () => {
    const [paper, other] = [city.showPaper('VISITOR'), city.showPaper('STRANGER')]
    city.limitTo('door.paper.target', 2)
    city.acts.length = 0
    for (const status of [200, 200, 429]) await scan(paper).expect(status)
    await scan(other).expect(200)
    await scan(city.showCode('VISITOR')).expect(200)
    city.limitTo('door.paper.target', 20)
    const reads = city.acts.filter(({ action }) => action === 'healthCode.photoRead')
    expect(reads.map(({ actor, subjectId, facts }) => [actor?.personId, subjectId, facts])).toEqual(
      Array.from({ length: 3 }, () => ['GUARD', null, { guardId }]),
    )
  })

  it('R30: is done with the phone on which the invitation was accepted', async () => {
    const other = city.signIn({ personId: 'GUARD', deviceId: 'another-phone' })
    expect((await scan(city.showCode('VISITOR'), other).expect(409)).body).toMatchObject({ code: 'GUARD_OTHER_DEVICE' })
    const { code } = (await owner.post(`/places/${placeId}/invitations`, { days: 7 })).body as { code: string }
    await other.post('/guard-invitations/acceptances', { code }).expect(201)
    await scan(city.showCode('VISITOR'), other).expect(200)
    await scan(city.showCode('VISITOR')).expect(409)
    const back = (await owner.post(`/places/${placeId}/invitations`, { days: 7 })).body as { code: string }
    await guard.post('/guard-invitations/acceptances', { code: back.code }).expect(201)
  })

  it('R31: keeps the answer for the minute in which it is given again, and not with the visit', async () => {
    await scan(city.showCode('VISITOR'))
    expect(await city.forgetAnswers()).toBe(0)
    city.advance(60_000)
    expect(await city.forgetAnswers()).toBe(1)
    const [visit] = await visits()
    expect(visit).not.toHaveProperty('answer')
    expect(visit).toHaveProperty('sealed')
  })

  it('is nobody’s own: a guard scans no code of his, under whichever account he is known', async () => {
    await scan(city.showCode('GUARD')).expect(409)
    city.merged.set('GUARD', ['FORMER'])
    await scan(city.showCode('FORMER')).expect(409)
    expect(await visits()).toEqual([])
  })

  it('is the guard’s own door alone, until his day and while the place is open', async () => {
    await scan(city.showCode('VISITOR'), city.signIn({ personId: 'STRANGER' })).expect(404)
    const other = await city.openDoor({ owner, guard })
    await owner.post(`/places/${other.placeId}/closing`).expect(200)
    await scan(city.showCode('VISITOR'), guard, other.guardId).expect(404)
    city.advance(7 * 86_400_000)
    const answer = await scan(city.showCode('VISITOR')).expect(409)
    expect(answer.body).toMatchObject({ code: 'GUARD_DUTY_OVER' })
    city.advance(-7 * 86_400_000)
  })

  it('keeps who it was only sealed: to the contact-query key, and for a moment for the visitor’s own ledger', async () => {
    city.colours.set('01J0000000000000000V1S1T0R', 'green')
    const { visitId } = (await scan(city.showCode('01J0000000000000000V1S1T0R'))).body as { visitId: string }
    const [visit] = await visits()
    expect(JSON.stringify(visit)).not.toMatch(/V1S1T0R|green|\*R/)
    const handedOut = async () => {
      const until = new Date(city.now().getTime() + HOUR_MS)
      return (await city.sealedVisits({ placeId, from: visit!.at as Date, until, after: null, limit: 100 })).visits
    }
    const [handed] = await handedOut()
    const opened = openPublicSeal({ sealed: handed!.sealed, about: visitId, privateKey: city.privateKey })
    // Under the month's key too, which the sunset ends: the other one alone opens nothing.
    expect(visit!.sealed).not.toBe(handed!.sealed)
    // Whoever knows the public key alone has made one that nobody hands over.
    await mongoose.connection.collection<{ _id: string }>('place_visits').updateOne({ _id: visitId }, { $set: { sealed: handed!.sealed } })
    expect(await handedOut()).toEqual([])
    const { at, ...who } = JSON.parse(opened) as { at: string }
    expect(who).toEqual({ placeId, personId: '01J0000000000000000V1S1T0R', via: 'scan', counts: true })
    expect(Math.floor(Date.parse(at) / HOUR_MS) * HOUR_MS).toBe((visit!.at as Date).getTime())
  })

  it('is not found by whoever has our key and the records of codes: by id, place and minute there is no visit', async () => {
    const [live, paper] = [city.showCode('VISITOR'), city.showPaper('VISITOR')]
    for (const code of [live, paper]) await scan(code).expect(200)
    const minute = Math.floor(city.now().getTime() / 60_000)
    const tried = [live, paper].map(city.jtiOf).flatMap((jti) => [jti, `${jti}\n${placeId}\n${minute}`].map(city.codeIndexOf))
    const stored = (await visits()).map(({ codeIndex }) => codeIndex as string)
    expect(stored).toHaveLength(2)
    expect(stored.filter((index) => tried.includes(index))).toEqual([])
  })

  it('leaves a line for the visitor’s own ledger, with the place and the colour and no guard, and is anonymous once it is there', async () => {
    const { visitId } = (await scan(city.showCode('VISITOR'))).body as { visitId: string }
    const [source] = await city.pendingVisits.next(10)
    const where = { zh: '临江万象城', en: '临江万象城' }
    expect(source).toMatchObject({
      subjectId: 'VISITOR',
      at: city.now(),
      facts: { kind: 'healthVisit', counter: where, colour: 'green', basis: 'law' },
    })
    expect(JSON.stringify(source)).not.toContain('GUARD')
    await city.pendingVisits.markProjected([source!.sourceId])
    expect(await city.pendingVisits.next(10)).toEqual([])
    const [visit] = await visits()
    expect(visit).not.toHaveProperty('visitor')
    // Nothing that a ledger line keeps in clear, its source and its instant, is found at the visit.
    const { sourceId, at } = source!
    const text = JSON.stringify(visit)
    for (const clear of [sourceId.slice('visit:'.length), at.toISOString(), 'VISITOR']) expect(text).not.toContain(clear)
    expect(sourceId).not.toContain(visitId)
  })

  it('does not hold up the others where one does not open: it goes aside and is reported', async () => {
    const spoiled = (await scan(city.showCode('VISITOR'))).body as { visitId: string }
    await mongoose.connection.collection<{ _id: string }>('place_visits').updateOne({ _id: spoiled.visitId }, { $set: { visitor: 'k1.spoiled' } })
    await scan(city.showCode('STRANGER'))
    const before = city.aside()
    expect((await city.pendingVisits.next(10)).map(({ subjectId }) => subjectId)).toEqual(['STRANGER'])
    expect(city.aside() - before).toBe(1)
    expect(await city.pendingVisits.next(10)).toHaveLength(1)
    expect(city.aside() - before).toBe(1)
  })

  it('tells the owner of the place figures from ten on, and no names', async () => {
    const figure = async () =>
      ((await owner.get('/places')).body as { items: { id: string; visitsToday: number | null }[] }).items.find(({ id }) => id === placeId)
    for (let n = 0; n < 9; n++) await scan(city.showCode('VISITOR'))
    expect(await figure()).toMatchObject({ visitsToday: null })
    await scan(city.showCode('VISITOR'))
    expect(await figure()).toMatchObject({ visitsToday: 10 })
  })
})
