import { OFFLINE_SENT_TOGETHER, OFFLINE_TOKENS, type OfflineKit, type OfflineSent } from '@zsb/shared/place'
import { endOfDay } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { openPlaceCity } from '../../../test-support/place-city'
import { TOKEN_KINDS } from '../../platform/tokens'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const city = openPlaceCity()
let database: Awaited<ReturnType<typeof openTestDatabase>>
let door = { guardId: '', placeId: '' }
const owner = city.signIn({ personId: 'OWNER' })
const guard = city.signIn({ personId: 'GUARD' })
beforeAll(async () => {
  database = await openTestDatabase('door_offline')
  door = await city.openDoor({ owner, guard })
  city.advance(2 * 3_600_000)
})
afterAll(() => database.close())
beforeEach(async () => {
  await mongoose.connection.collection('place_visits').deleteMany({})
  city.ended.length = 0
})

const ago = (ms: number) => new Date(city.now().getTime() - ms)
const sealed = (over: Partial<Parameters<typeof city.sealedVisit>[0]> = {}) =>
  city.sealedVisit({ guardId: door.guardId, personId: 'VISITOR', at: ago(30 * MINUTE_MS), ...over })
const send = (visits: object[], by = guard, guardId = door.guardId) => by.post(`/guarded-places/${guardId}/offline-visits`, { visits })
const outcomesOf = async (visits: object[]) => ((await send(visits).expect(200)).body as { items: { outcome: string }[] }).items.map(({ outcome }) => outcome)
const visits = () => mongoose.connection.collection('place_visits').find().toArray()

describe('what a guard’s device checks without network 离线核验', () => {
  const kit = async () => (await guard.post(`/guarded-places/${door.guardId}/offline-kits`).expect(201)).body as OfflineKit
  it('is good for a day, ends with the duty, says nothing of anybody, and begins another seed each time', async () => {
    const [first, second] = [await kit(), await kit()]
    expect(Date.parse(first.validUntil) - Date.parse(first.issuedAt)).toBe(DAY_MS)
    expect(first.seed).not.toBe(second.seed)
    expect(Object.keys(first).sort()).toEqual(['guardId', 'hosts', 'issuedAt', 'keys', 'placeName', 'sealTo', 'seed', 'until', 'validUntil'])
    const toLastHour = endOfDay(first.until).getTime() - city.now().getTime() - 3_600_000
    city.advance(toLastHour)
    const last = await kit()
    expect(Date.parse(last.validUntil)).toBe(endOfDay(first.until).getTime())
    city.advance(-toLastHour)
  })
  it('reads tokens by the kinds and lives that the server signs', () => {
    for (const kind of ['healthCode', 'printedCode'] as const)
      expect(OFFLINE_TOKENS[kind]).toEqual({ typ: TOKEN_KINDS[kind].typ, lifeSeconds: TOKEN_KINDS[kind].maxLifeSeconds })
  })
  it('is nobody else’s', async () => {
    await city.signIn({ personId: 'STRANGER' }).post(`/guarded-places/${door.guardId}/offline-kits`).expect(404)
    await send([sealed()], city.signIn({ personId: 'STRANGER' })).expect(404)
  })
})

describe('visits that were kept without network', () => {
  it('are taken once each, whoever sends them how often and however many at a time', async () => {
    const waiting = [sealed(), sealed({ personId: 'OTHER' }), sealed({ personId: 'THIRD' })]
    const answers = await Promise.all([send(waiting), send(waiting), send([waiting[0]!])])
    for (const { body } of answers) for (const { outcome } of (body as { items: { outcome: string }[] }).items) expect(outcome).toBe('recorded')
    expect(await visits()).toHaveLength(3)
    expect([...new Set(city.ended)].sort()).toEqual(['OTHER', 'THIRD', 'VISITOR'])
  })

  it('stand with the hour they were in, sealed, and in the visitor’s own ledger as checked without network', async () => {
    const at = ago(30 * MINUTE_MS)
    await send([sealed({ at })]).expect(200)
    const [visit] = await visits()
    expect(visit).toMatchObject({ placeId: door.placeId, guardId: door.guardId, via: 'offline' })
    expect(city.referenceOf(visit!)).toEqual({ placeId: door.placeId, at: at.toISOString(), via: 'offline', counts: false, personId: 'VISITOR' })
    const [source] = await city.pendingVisits.next(10)
    expect(source).toMatchObject({ subjectId: 'VISITOR', at, facts: { via: 'offline' } })
    expect(source!.facts).not.toHaveProperty('colour')
  })

  it('R17: count for no rule, for a picture sent to a door would do; and tell a paper that was scanned from a phone', async () => {
    await send([sealed({ printed: true })]).expect(200)
    const [visit] = await visits()
    expect(city.referenceOf(visit!)).toMatchObject({ via: 'offline', counts: false, personId: 'VISITOR', printed: true })
    expect(city.ended).toEqual([])
  })

  it('are told apart from what can’t have been: unreadable, moved to another door or id, of one’s own, at a time the code was not shown', async () => {
    const other = await city.openDoor({ owner, guard })
    const one = sealed()
    expect(
      await outcomesOf([
        { ...one, id: sealed().id },
        sealed({ guardId: other.guardId }),
        { id: one.id, sealed: city.sealForServer('{}', 'elsewhere') },
        { id: one.id, sealed: 'p1.x.y' },
        sealed({ personId: 'GUARD' }),
        sealed({ is: 'never' }),
        sealed({ at: ago(-MINUTE_MS) }),
      ]),
    ).toEqual(Array.from({ length: 7 }, () => 'refused'))
    expect(await visits()).toEqual([])
  })

  it('are not taken a day later, nor where the code was used or taken back before', async () => {
    city.advance(2 * DAY_MS)
    expect(await outcomesOf([sealed({ at: ago(DAY_MS + MINUTE_MS) }), sealed({ is: 'used' }), sealed({ is: 'revoked' })])).toEqual(['late', 'used', 'revoked'])
    city.advance(-2 * DAY_MS)
  })

  it('count also when the duty ended meanwhile, and not after its end', async () => {
    const ended = await city.openDoor({ owner, guard })
    city.advance(10 * MINUTE_MS)
    const [before, after] = [5, 0].map((minutes) => city.sealedVisit({ guardId: ended.guardId, personId: 'VISITOR', at: ago(minutes * MINUTE_MS) }))
    city.advance(-2 * MINUTE_MS)
    await owner.post(`/places/${ended.placeId}/closing`).expect(200)
    city.advance(3 * MINUTE_MS)
    const answer = await send([before!, after!], guard, ended.guardId).expect(200)
    expect(answer.body).toMatchObject({ items: [{ outcome: 'recorded' }, { outcome: 'refused' }] })
  })

  it('R30: are taken from the phone that was left for another one, as far as they were before, and from no other phone', async () => {
    const moved = await city.openDoor({ owner, guard })
    city.advance(10 * MINUTE_MS)
    const next = city.signIn({ personId: 'GUARD', deviceId: 'another-phone' })
    const { code } = (await owner.post(`/places/${moved.placeId}/invitations`, { days: 7 })).body as { code: string }
    await next.post('/guard-invitations/acceptances', { code }).expect(201)
    city.advance(2 * MINUTE_MS)
    const [before, after] = [5, 1].map((minutes) => city.sealedVisit({ guardId: moved.guardId, personId: 'VISITOR', at: ago(minutes * MINUTE_MS) }))
    const answer = await send([before!, after!], guard, moved.guardId).expect(200)
    expect(answer.body).toMatchObject({ items: [{ outcome: 'recorded' }, { outcome: 'refused' }] })
    await send([after!], next, moved.guardId).expect(200)
    await send([before!], city.signIn({ personId: 'GUARD', deviceId: 'a-third-phone' }), moved.guardId).expect(409)
    await guard.post(`/guarded-places/${moved.guardId}/offline-kits`).expect(409)
  })

  it('of an hour at twenty a minute are all taken, once each, in batches of which answers are lost and some come twice at once', async () => {
    const PEOPLE = 1_200
    const busy = await city.openDoor({ owner, guard })
    city.advance(3_600_000)
    const began = ago(3_600_000).getTime()
    const kept = Array.from({ length: PEOPLE }, (_, n) => city.sealedVisit({ guardId: busy.guardId, personId: `P${n}`, at: new Date(began + n * 3_000) }))
    const sendTo = (batch: object[]) => send(batch, guard, busy.guardId).expect(200)
    const settled: string[] = []
    for (let from = 0; from < PEOPLE; from += OFFLINE_SENT_TOGETHER) {
      const batch = kept.slice(from, from + OFFLINE_SENT_TOGETHER)
      const turn = (from / OFFLINE_SENT_TOGETHER) % 8
      // The answer is lost: the phone sends it again.
      if (turn === 1) await sendTo(batch)
      const answers = await Promise.all(turn === 4 ? [sendTo(batch), sendTo(batch)] : [sendTo(batch)])
      for (const { body } of answers) for (const { outcome } of (body as OfflineSent).items) settled.push(outcome)
    }
    expect(new Set(settled)).toEqual(new Set(['recorded']))
    expect(await visits()).toHaveLength(PEOPLE)
    const lines = await city.pendingVisits.next(2 * PEOPLE)
    expect(lines).toHaveLength(PEOPLE)
    expect(new Set(lines.map(({ subjectId }) => subjectId)).size).toBe(PEOPLE)
  }, 60_000)

  it('R30: are no more in an hour than a guard may check', async () => {
    const hour = new Date(Math.floor(ago(30 * MINUTE_MS).getTime() / 3_600_000) * 3_600_000)
    const { placeId, guardId } = door
    await mongoose.connection
      .collection('place_visits')
      .insertMany(Array.from({ length: 1_499 }, (_, n) => ({ codeIndex: `c${n}`, retryKey: `r${n}`, placeId, guardId, at: hour, projected: true })))
    expect(await outcomesOf([sealed(), sealed({ personId: 'OTHER' })])).toEqual(['recorded', 'overLimit'])
  })

  it('R30: are no more in an hour also when several batches are sent at once, and one that was taken is none of them again', async () => {
    const other = await city.openDoor({ owner, guard })
    city.advance(10 * MINUTE_MS)
    const waiting = Array.from({ length: 6 }, (_, n) => city.sealedVisit({ guardId: other.guardId, personId: `V${n}`, at: ago(0) }))
    city.limitTo('door.offline.hour', 2)
    const answers = await Promise.all(waiting.map((one) => send([one], guard, other.guardId)))
    const outcomes = answers.map(({ body }) => (body as { items: { outcome: string }[] }).items[0]!.outcome)
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(2)
    const taken = waiting[outcomes.indexOf('recorded')]!
    city.ended.length = 0
    expect((await send([taken], guard, other.guardId).expect(200)).body).toMatchObject({ items: [{ outcome: 'recorded' }] })
    // R31: the first try may have been stopped before it ended the codes of hers that were shown meanwhile.
    expect(city.ended).toHaveLength(1)
    city.limitTo('door.offline.hour', 1_500)
  })
})

describe('somebody written in without network 无手机登记', () => {
  const liu = { name: '刘桂兰', documentType: 'residentId', number: '990102195203070022' }
  const entry = (over: Partial<Parameters<typeof city.sealedEntry>[0]> = {}) =>
    city.sealedEntry({ guardId: door.guardId, person: liu, at: ago(30 * MINUTE_MS), ...over })

  it('stands with the hour, sealed, as written in and brought later, counts for no rule, and is in her own ledger', async () => {
    const at = ago(30 * MINUTE_MS)
    expect(await outcomesOf([entry({ at })])).toEqual(['recorded'])
    const [record] = await visits()
    expect(city.referenceOf(record!)).toMatchObject({ ...liu, at: at.toISOString(), via: 'manual', counts: false, consent: true, later: true })
    expect((await city.pendingVisits.next(10))[0]).toMatchObject({ subjectId: 'LIU', at, facts: { via: 'manual' } })
    expect(city.ended).toEqual([])
  })

  it('is one entry, however often it is sent, and where it had been sent at once and the answer was lost', async () => {
    const key = 'of-the-lost-answer-01'
    await guard.post(`/guarded-places/${door.guardId}/manual-entries`, { person: liu, consent: true }).set('idempotency-key', key).expect(201)
    const waiting = [entry({ key }), entry()]
    for (let times = 0; times < 2; times += 1) expect(await outcomesOf(waiting)).toEqual(['recorded', 'recorded'])
    expect(await visits()).toHaveLength(2)
  })

  it('is not taken under another name or number than hers, as the guard himself, for somebody else under a key, without consent, or a day later', async () => {
    const key = 'of-one-person-alone-1'
    const zhao = { ...liu, name: '赵小川', number: '990102199001010017' }
    const wrong = [
      { ...liu, name: '赵小川' },
      { ...liu, number: '110101195203070022' },
    ].map((person) => entry({ person }))
    const id = entry().id
    const bare = city.sealForServer(JSON.stringify({ person: liu, key, at: ago(0).toISOString() }), `door-visit\n${door.guardId}\n${id}`)
    expect(await outcomesOf([...wrong, { id, sealed: bare }])).toEqual(['refused', 'refused', 'refused'])
    city.merged.set('GUARD', ['LIU'])
    expect(await outcomesOf([entry()])).toEqual(['refused'])
    city.merged.clear()
    expect(await outcomesOf([entry({ key }), entry({ person: zhao, at: ago(DAY_MS + MINUTE_MS) })])).toEqual(['recorded', 'late'])
    expect(await outcomesOf([entry({ key, person: zhao }), entry({ person: zhao })])).toEqual(['refused', 'recorded'])
    expect(await visits()).toHaveLength(2)
  })

  it('R22: is no more in an hour than a guard may write in', async () => {
    city.limitTo('door.manual.hour', 1)
    const other = await city.openDoor({ owner, guard })
    city.advance(10 * MINUTE_MS)
    const two = [1, 2].map(() => entry({ guardId: other.guardId, at: ago(0) }))
    const { body } = await send(two, guard, other.guardId).expect(200)
    expect(body).toMatchObject({ items: [{ outcome: 'recorded' }, { outcome: 'overLimit' }] })
    city.limitTo('door.manual.hour', 200)
  })
})
