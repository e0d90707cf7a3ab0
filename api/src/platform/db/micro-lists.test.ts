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
  const open = (most = 30) => createMicroLists<Line>({ collection: lines, of: 'of', sort: { _id: -1 }, filter: { counts: true }, most, maxBatch: 100 })
  const idsOf = (found: Line[]) => found.map(({ _id }) => _id)
  beforeAll(async () => {
    database = await openTestDatabase('micro_lists')
    await lines().createIndex({ of: 1, _id: -1 })
    const some = Array.from({ length: 40 }, (_, i): Line => ({ _id: i, of: `p${i % 10}`, counts: i < 30 }))
    const many = Array.from({ length: 50 }, (_, i): Line => ({ _id: 100 + i, of: 'many', counts: true }))
    await lines().insertMany([...some, ...many])
  })
  afterAll(() => database.close())

  it('answer each asker his own, in their order, and none where there is none', async () => {
    const list = open()
    const found = await Promise.all(['p3', 'nobody', 'p7', 'p3'].map(list))
    expect(found.map(idsOf)).toEqual([[23, 13, 3], [], [27, 17, 7], [23, 13, 3]])
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
  it('cost one command by the index, without sorting', async () => {
    const db = mongoose.connection.db!
    await db.command({ profile: 2 })
    await Promise.all(Array.from({ length: 10 }, (_, i) => `p${i}`).map(open()))
    await db.command({ profile: 0 })
    const seen = await db
      .collection('system.profile')
      .find({ ns: `${db.databaseName}.lines`, op: 'query' })
      .toArray()
    expect(seen.map(({ nreturned, hasSortStage = false }) => [nreturned as number, hasSortStage as boolean])).toEqual([[30, false]])
  })
})
