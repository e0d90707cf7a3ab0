import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { openPlaceCity } from '../../../test-support/place-city'
import { createContactHandOver } from './hand-over'
import type { ContactQuery, ContactQueryStore } from './queries.store'

type Parts = Parameters<typeof createContactHandOver>[0]
type Handed = Parameters<ContactQueryStore['handedOver']>[0]

const DAY_MS = 86_400_000
/** What no disease control opens. */
const UNOPENED = 'p1.altered'
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** The hand-over of one query about a place, in pieces of so many; whoever is asked names one person for each visit. */
async function handOver({ placeId, at, most, sealedVisits }: { placeId: string; at: Date; most: number } & Pick<Parts, 'sealedVisits'>) {
  const asked: string[][] = []
  const handed: Handed[] = []
  const alarms: number[] = []
  const [fromDay, toDay] = [dayOf(new Date(at.getTime() - DAY_MS)), dayOf(new Date(at.getTime() + DAY_MS))]
  const query = { _id: 'Q1', documentNumber: '临疾控流〔2026〕9号', placeId, fromDay, toDay, tellAfterDays: 1, decidedAt: at }
  const store: Partial<ContactQueryStore> = {
    listToTell: async () => [],
    findToHandOver: async () => query as unknown as ContactQuery,
    handedOver: async (done) => handed.push(done) > 0,
  }
  const made = createContactHandOver({
    store: store as ContactQueryStore,
    sealedVisits,
    ask: async ({ visits }) => {
      asked.push(visits.map(({ id }) => id))
      const opened = visits.filter(({ sealed }) => sealed !== UNOPENED)
      return { authority: { zh: '疾控', en: 'CDC' }, persons: opened.map(({ id }) => `who-${id}`), unopened: visits.length - opened.length }
    },
    isSigned: () => true,
    isActive: async () => true,
    findEnd: async () => null,
    onStuck: () => undefined,
    onAside: (count) => void alarms.push(count),
    personSeal: { encrypt: async (text) => text, open: async (text) => ({ erased: false, text }) },
    appendToLedger: async () => undefined,
    notify: async () => undefined,
    authority: { zh: '疾控', en: 'CDC' },
    now: () => at,
    most,
  })
  expect(await made.round()).toBe(1)
  expect(handed).toHaveLength(1)
  const [{ visits, people, act }] = handed as [Handed]
  return { asked, visits, persons: people.length, facts: act.facts, alarms }
}

describe('the hand-over of a contact query 流调查询', () => {
  it('is of everybody who was there, piece by piece, also of those of one hour, who all have one instant; what does not open there is counted aside', async () => {
    const hour = new Date('2026-11-26T01:00:00Z')
    const ids = Array.from({ length: 240 }, (_, no) => `v${String(no).padStart(3, '0')}`)
    const { asked, ...done } = await handOver({
      placeId: 'mall',
      at: new Date('2026-11-26T10:00:00Z'),
      most: 40,
      sealedVisits: async ({ from, until, after, limit }) => {
        const found = hour >= from && hour < until ? ids.filter((id) => !after || id > after.id).slice(0, limit) : []
        const sealedOf = (id: string) => (id === 'v007' ? UNOPENED : `p1.${id}`)
        return { visits: found.map((id) => ({ id, sealed: sealedOf(id) })), aside: 0, next: found.length < limit ? null : { at: hour, id: found.at(-1)! } }
      },
    })
    expect(done).toEqual({ visits: 239, persons: 239, facts: { queryId: 'Q1', visits: 239, persons: 239, aside: 1 }, alarms: [1] })
    expect(asked.map(({ length }) => length)).toEqual(Array(6).fill(40))
    expect(asked.flat()).toEqual(ids)
  })

  describe('through the store', () => {
    const city = openPlaceCity()
    let database: Awaited<ReturnType<typeof openTestDatabase>>
    let door: { placeId: string; guardId: string }
    const guard = city.signIn({ personId: 'GUARD' })
    const stored = () => mongoose.connection.collection<{ _id: string; at: Date; sealed: string }>('place_visits')
    const scan = (no: number) => guard.post(`/guarded-places/${door.guardId}/scans`, { code: city.showCode(`VISITOR-${no}`), method: 'camera' }).expect(200)
    const handedOver = () => handOver({ placeId: door.placeId, at: city.now(), most: 3, sealedVisits: city.sealedVisits })
    beforeAll(async () => {
      database = await openTestDatabase('hand_over')
      door = await city.openDoor({ owner: city.signIn({ personId: 'OWNER' }), guard })
    })
    afterAll(() => database.close())
    afterEach(async () => void (await stored().deleteMany({})))

    it('is of everybody whom a door let in within one hour, and in the next one', async () => {
      for (let no = 0; no < 8; no += 1) await scan(no)
      city.advance(3_600_000)
      for (let no = 8; no < 10; no += 1) await scan(no)
      const there = await stored().find().toArray()
      expect(new Set(there.map(({ at }) => at.getTime())).size).toBe(2)
      const { asked, visits, persons, alarms } = await handedOver()
      expect([visits, persons, alarms]).toEqual([10, 10, []])
      expect(asked.flat().sort()).toEqual(there.map(({ _id }) => _id).sort())
      expect(asked.map(({ length }) => length)).toEqual([3, 3, 3, 1])
    })

    it('leaves aside what was altered, counted in the act and the alarm, and hands over all the others', async () => {
      for (let no = 0; no < 8; no += 1) await scan(no)
      const [first, second, third, ...others] = await stored().find().sort({ at: 1, _id: 1 }).toArray()
      // Another one's seal, none at all, and one without its month's seal around it, which whoever knows the public key can make.
      await stored().updateOne({ _id: first!._id }, { $set: { sealed: second!.sealed } })
      await stored().updateOne({ _id: second!._id }, { $set: { sealed: 7 as never } })
      await stored().updateOne({ _id: third!._id }, { $set: { sealed: UNOPENED } })
      const { asked, facts, alarms } = await handedOver()
      expect(facts).toEqual({ queryId: 'Q1', visits: 5, persons: 5, aside: 3 })
      expect(alarms).toEqual([3])
      expect(asked.flat()).toEqual(others.map(({ _id }) => _id))
    })
  })
})
