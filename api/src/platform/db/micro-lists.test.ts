import type { Collection } from 'mongodb'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createMicroLists } from './micro-read'

interface Line {
  _id: number
  of: string
  counts: boolean
}

describe('short lists that share a question', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  const lines = () => mongoose.connection.collection('lines') as unknown as Collection<Line>
  const openLists = (most = 30, few?: number) =>
    createMicroLists<Line>({ collection: lines, of: 'of', sort: { _id: -1 }, filter: { counts: true }, most, ...(few && { few }), maxBatch: 100 })
  const open = (most?: number, few?: number) => openLists(most, few).ofOne
  const idsOf = (found: Line[]) => found.map(({ _id }) => _id)
  beforeAll(async () => {
    database = await openTestDatabase('micro_lists')
    await lines().createIndex({ of: 1, _id: -1 })
    const some = Array.from({ length: 40 }, (_, i): Line => ({ _id: i, of: `p${i % 10}`, counts: i < 30 }))
    const many = Array.from({ length: 50 }, (_, i): Line => ({ _id: 100 + i, of: 'many', counts: true }))
    const amid = Array.from({ length: 50 }, (_, i): Line => ({ _id: 200 + i, of: 'p5-many', counts: true }))
    await lines().insertMany([...some, ...many, ...amid])
  })
  afterAll(() => database.close())

  it('answer each asker his own, in their order, and none where there is none', async () => {
    const list = open()
    const found = await Promise.all(['p3', 'nobody', 'p7', 'p3'].map(list))
    expect(found.map(idsOf)).toEqual([[23, 13, 3], [], [27, 17, 7], [23, 13, 3]])
  })
  it('of several as one list are in the order of each, only those that are looked at, and as many as of one at most', async () => {
    expect(idsOf(await openLists().ofAll(['p3', 'nobody', 'p7']))).toEqual([27, 23, 17, 13, 7, 3])
    expect(idsOf(await openLists(2).ofAll(['p3', 'p7'], { keep: ({ _id }) => _id !== 27 }))).toEqual([23, 17])
  })
  it('who has very many takes nobody anything away, and gets as many as there are to be at most', async () => {
    const list = open()
    const found = await Promise.all(['p1', 'many', 'p9'].map(list))
    expect(found.map(({ length }) => length)).toEqual([3, 30, 3])
    expect(found[1]![0]!._id).toBe(149)
    expect(idsOf(await open(2)('p1'))).toEqual([21, 11])
    expect((await Promise.all(['p1', 'p2'].map(open(2)))).map(idsOf)).toEqual([
      [21, 11],
      [22, 12],
    ])
  })
  /** How many documents each command brings that is sent meanwhile, in their order, and whether the server sorted them. */
  async function commandsOf(run: () => Promise<unknown>): Promise<[number, boolean][]> {
    const db = mongoose.connection.db!
    await db.dropCollection('system.profile')
    await db.command({ profile: 2 })
    await run()
    await db.command({ profile: 0 })
    const seen = await db
      .collection('system.profile')
      .find({ ns: `${db.databaseName}.lines`, op: 'query' })
      .toArray()
    return seen.map(({ nreturned, hasSortStage = false }) => [nreturned as number, hasSortStage as boolean])
  }
  const people = Array.from({ length: 10 }, (_, i) => `p${i}`)

  it('cost one command by the index, without sorting', async () => {
    expect(await commandsOf(() => Promise.all(people.map(open())))).toEqual([[30, false]])
  })
  it('cost one also where everybody has many, if that is the rule, and of a full answer only the last one and those after him are asked again', async () => {
    expect(await commandsOf(() => Promise.all(['many', 'p5-many'].map(open(50, 51))))).toEqual([[100, false]])
    let found: Line[][] = []
    const commands = await commandsOf(async () => void (found = await Promise.all([...people, 'p5-many'].reverse().map(open(30, 4)))))
    // Of p0 to p5 all, and the first ones of who has many; then his own, and beside them all of p6 to p9.
    expect(commands[0]).toEqual([44, false])
    expect(commands.slice(1).sort()).toEqual([
      [12, false],
      [30, false],
    ])
    const own = (i: number) => [20 + i, 10 + i, i]
    const many = Array.from({ length: 30 }, (_, i) => 249 - i)
    expect(found.map(idsOf)).toEqual([many, ...[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map(own)])
  })
})
