import mongoose from 'mongoose'
import { monotonicFactory } from 'ulid'
import { openTestDatabase } from '../../../test-support/database'
import type { ErasableKey } from '../../platform/erasure/erasable-keys.model'
import type { RecordKind } from '../../platform/erasure/record-kind'
import { mongoRecords } from '../../platform/erasure/records.model'
import type { Principal } from '../../platform/http/principal'
import type { Act } from '../holders'
import { createForgedCloser, createMongoSunsets, createSunsetJob, createSunsetService, createSunsetSignatures } from '.'
import { SETTLED_AFTER_MS } from './sunset-job'

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase('sunset-job')
}, 60_000)
afterAll(() => database.close())

const named = { zh: '', en: '' }
const kindOf = (code: string): RecordKind => ({
  code,
  zh: code,
  en: code,
  purpose: named,
  basis: named,
  sealedUnder: code,
  records: [{ collection: `sunset_${code}`, at: 'at' }],
})
/** Of one kind nothing is kept, of the other all for three days more. */
const KINDS = [kindOf('notes'), kindOf('remains')]
const RETENTION = { notes: { keptDays: 30, afterSunsetDays: 0, why: '' }, remains: { keptDays: 30, afterSunsetDays: 3, why: '' } }
const REQUEST = { documentNumber: '临疫指〔2026〕41号', reason: '疫情结束，按文件停用' }
const operator = (name: string) =>
  ({
    personId: name,
    staffId: `staff of ${name}`,
    sessionId: `session of ${name}`,
    deviceId: `device of ${name}`,
    capacity: 'operator',
  }) as unknown as Principal

/** 24 November 2026, noon in 临江市. */
function openCity() {
  let at = Date.parse('2026-11-24T04:00:00.000Z')
  const now = () => new Date(at)
  const ulid = monotonicFactory()
  const acts: Act[] = []
  const keys = KINDS.map(({ code }) => ({ _id: code, kind: code, period: '2026-11', wrapped: 'k', erasedAt: null }) as unknown as ErasableKey)
  /** The last key that may go, by kind. */
  const destroyed = new Map<string, Date>()
  const store = createMongoSunsets({
    trail: { record: async (_tx, act) => void acts.push(act), tell: async () => undefined },
    keys: { close: async () => undefined },
  })
  const seal = { encrypt: (text: string) => text, decrypt: (text: string) => text }
  const sign = (text: string) => `signature over ${text}`
  const signatures = createSunsetSignatures({ reasonSeal: seal, sign })
  const closeForged = createForgedCloser({ store, onForged: () => undefined, now })
  const sunsets = createSunsetService({
    store,
    kinds: KINDS,
    retention: RETENTION,
    reasonSeal: seal,
    refusalSeal: seal,
    indexesOf: async (personId) => [personId],
    signatures,
    sign,
    closeForged,
    onEnded: () => undefined,
    newId: (instant) => ulid(instant.getTime()),
    now,
  })
  const job = createSunsetJob({
    store,
    kinds: KINDS,
    records: mongoRecords,
    keys: { list: async () => keys },
    eraseLiving: async ({ kind, madeUntil }) => {
      destroyed.set(kind, madeUntil)
      const living = keys.filter((key) => key.kind === kind && key.wrapped !== null)
      for (const key of living) Object.assign(key, { wrapped: null, erasedAt: now() })
      return living.length
    },
    findAct: async ({ action, subjectId }) => {
      const seq = acts.findIndex((act) => act.action === action && act.subjectId === subjectId)
      return seq < 0 ? null : { seq, hash: `hash of ${seq}` }
    },
    signProof: ({ sunset, no }) => `proof ${no} of ${sunset}`,
    isSigned: signatures.isSigned,
    closeForged,
    now,
  })
  return {
    job,
    sunsets,
    keys,
    destroyed,
    moveTo: (instant: string) => void (at = Date.parse(instant)),
    /** Until nothing is left to be done now: an act gets its place in the trail between two rounds. */
    workOff: async () => {
      for (let idle = 0; idle < 2;) idle = (await job.round()) > 0 ? 0 : idle + 1
    },
    proofs: async () => (await sunsets.listProofs()).items.map(({ proof, token }) => ({ ...proof, token })).sort((a, b) => a.no - b.no),
  }
}
const of = (code: string) => mongoose.connection.collection(`sunset_${code}`)
const write = (code: string, ...days: string[]) => of(code).insertMany(days.map((day) => ({ at: new Date(`${day}T02:00:00.000Z`) })))

describe('a sunset of which one kind is kept three days longer', () => {
  it('proves at once what is gone and says what goes when; that goes on its day, is proven by a second proof, and only then it is over', async () => {
    const { job, sunsets, keys, destroyed, moveTo, workOff, proofs } = openCity()
    await write('notes', '2026-11-20', '2026-11-21', '2026-11-22')
    await write('remains', '2026-11-20', '2026-11-23')
    const asked = await sunsets.handIn({ request: REQUEST, principal: operator('tangyun') })
    expect(asked.steps.map(({ kind, afterDays }) => [kind, afterDays])).toEqual([
      ['notes', 0],
      ['remains', 3],
    ])
    await sunsets.approve({ id: asked.id, shownHash: asked.shownHash, principal: operator('yaojun') })
    moveTo(new Date(Date.parse('2026-11-24T04:00:00.000Z') + SETTLED_AFTER_MS).toISOString())
    await workOff()
    const [first, ...none] = await proofs()
    expect(none).toEqual([])
    expect(first).toMatchObject({ no: 1, token: `proof 1 of ${asked.id}`, kinds: [{ kind: 'notes', records: 3, keys: 1 }] })
    expect(first!.later).toEqual([{ kind: 'remains', zh: 'remains', en: 'remains', dueOn: '2026-11-27' }])
    expect([await of('notes').countDocuments(), await of('remains').countDocuments()]).toEqual([0, 2])
    expect(keys.map(({ wrapped }) => wrapped)).toEqual([null, 'k'])
    // Nothing is in the way of switching on again; another end waits for this one.
    expect(await job.isErasing()).toBe(false)
    await expect(sunsets.handIn({ request: REQUEST, principal: operator('tangyun') })).rejects.toMatchObject({ code: 'HEALTH_SUNSET_PENDING' })

    // The last second before its day in 临江市.
    moveTo('2026-11-26T15:59:59.999Z')
    await write('remains', '2026-11-26')
    await workOff()
    expect([await of('remains').countDocuments(), (await proofs()).length, await job.isErasing()]).toEqual([3, 1, false])

    moveTo('2026-11-26T16:00:00.000Z')
    expect(await job.isErasing()).toBe(true)
    await workOff()
    const [, second, ...others] = await proofs()
    expect(others).toEqual([])
    expect(second).toMatchObject({ no: 2, token: `proof 2 of ${asked.id}`, switchedOffAt: '2026-11-24T04:00:00.000Z', later: [] })
    expect(second!.kinds.map(({ kind, records, keys: gone, periods }) => [kind, records, gone, periods])).toEqual([
      ['notes', 3, 1, [{ period: '2026-11', records: 3, from: '2026-11-20', until: '2026-11-22' }]],
      ['remains', 2, 1, [{ period: '2026-11', records: 2, from: '2026-11-20', until: '2026-11-23' }]],
    ])
    expect(second!.chain).not.toEqual(first!.chain)
    // What came in after it was switched off is another activation's, and so is its key.
    expect(destroyed.get('remains')).toEqual(new Date('2026-11-24T04:00:05.000Z'))
    expect(
      await of('remains')
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ at: new Date('2026-11-26T02:00:00.000Z') }])
    expect(await job.isErasing()).toBe(false)
    await workOff()
    expect(await proofs()).toHaveLength(2)
    expect((await sunsets.handIn({ request: REQUEST, principal: operator('tangyun') })).state).toBe('pending')
  })
})
