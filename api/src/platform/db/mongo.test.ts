import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createLog } from '../log/log'
import { connectMongo, disconnectMongo, inTransaction, isSupported, pingMongo } from './mongo'
import { defineModel, requiredText } from './schema'

interface Row {
  _id: string
  owner: string
  note?: string
}
const Rows = defineModel<Row>({ name: 'TestRow', collection: 'test_rows', definition: { _id: requiredText, owner: requiredText, note: { type: String } } })
const log = createLog({ level: 'silent' })

/** Filters as they would come from a parsed body, `__proto__` as a member of its own included. */
const hostile: [string, string][] = [
  ['an unknown member', '{"unknown":"x"}'],
  ['an unknown member beside a known one', '{"owner":"a","role":"x"}'],
  ['an empty $or', '{"$or":[]}'],
  ['an empty $and', '{"$and":[]}'],
  ['an empty $nor', '{"$nor":[]}'],
  ['an $or with an empty branch', '{"$or":[{"owner":"nobody"},{}]}'],
  ['a nested empty $and', '{"$and":[{"$or":[]}]}'],
  ['__proto__', '{"__proto__":{"owner":"a"}}'],
  ['constructor', '{"constructor":{"prototype":{"owner":"a"}}}'],
  ['nothing', '{}'],
  ['$where', '{"$where":"true"}'],
  ['$expr', '{"$expr":true}'],
  ['an unknown operator at the top', '{"$comment":"x"}'],
]

describe('filters', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  beforeAll(async () => {
    database = await openTestDatabase('filters')
    await Rows.collection.insertMany([
      { _id: '1' as never, owner: 'a' },
      { _id: '2' as never, owner: 'b' },
    ])
  })
  afterAll(() => database.close())

  const run: Record<string, (filter: Record<string, unknown>) => Promise<unknown>> = {
    find: (filter) => Rows.find(filter as never).lean(),
    findOne: (filter) => Rows.findOne(filter as never).lean(),
    countDocuments: (filter) => Rows.countDocuments(filter as never),
    distinct: (filter) => Rows.distinct('_id', filter as never),
    updateMany: (filter) => Rows.updateMany(filter as never, { $set: { note: 'changed' } }),
    findOneAndUpdate: (filter) => Rows.findOneAndUpdate(filter as never, { $set: { note: 'changed' } }),
    deleteMany: (filter) => Rows.deleteMany(filter as never),
    findOneAndDelete: (filter) => Rows.findOneAndDelete(filter as never),
  }

  describe.each(hostile)('R12: with %s', (_name, text) => {
    it.each(Object.keys(run))('%s refuses', async (operation) => {
      await expect(run[operation]!(JSON.parse(text) as Record<string, unknown>)).rejects.toThrow()
      expect(await Rows.collection.countDocuments({ note: { $exists: false } })).toBe(2)
    })
  })

  it.each(Object.keys(run))('R12: %s refuses an undefined value, also inside $or', async (operation) => {
    await expect(run[operation]!({ owner: undefined })).rejects.toThrow()
    await expect(run[operation]!({ owner: 'a', note: undefined })).rejects.toThrow()
    await expect(run[operation]!({ $or: [{ owner: undefined }] })).rejects.toThrow()
    expect(await Rows.collection.countDocuments()).toBe(2)
  })

  const operators = [
    { $ne: null },
    { $gt: '' },
    { $regex: '.*' },
    { $exists: true },
    { $in: ['a', 'b'] },
    { $nin: [] },
    { $not: { $eq: 'x' } },
    { $type: 'string' },
    ['a', 'b'],
  ]
  it.each(operators.map((value) => [JSON.stringify(value), value] as const))('R12: the operator %s in place of a value finds nobody', async (_text, value) => {
    const found = await Rows.find({ owner: value } as never)
      .lean()
      .catch(() => [])
    expect(found).toEqual([])
  })

  it('R12: operators of our own are let through when they say so', async () => {
    expect(await Rows.find({ owner: mongoose.trusted({ $in: ['a'] }) }).lean()).toHaveLength(1)
    expect(await Rows.find().setOptions({ everything: true }).lean()).toHaveLength(2)
  })

  it('R12: an unknown member is not written either', async () => {
    await expect(Rows.create({ _id: '3', owner: 'a', role: 'admin' } as never)).rejects.toThrow()
    await expect(Rows.updateOne({ _id: '1' }, { $set: { role: 'admin' } } as never)).rejects.toThrow()
  })

  it('R15: a transaction that fails leaves nothing behind', async () => {
    const failing = inTransaction(async (session) => {
      await Rows.collection.insertOne({ _id: 'half' as never, owner: 'a' }, { session })
      throw new Error('the second write failed')
    })
    await expect(failing).rejects.toThrow('the second write failed')
    expect(await Rows.collection.findOne({ _id: 'half' as never })).toBeNull()
  })

  it('R25: the connection asks for the journaled majority', async () => {
    expect(mongoose.connection.getClient().options.writeConcern).toMatchObject({ w: 'majority', journal: true })
    await expect(pingMongo()).resolves.toBe(true)
  })
})

describe('the server', () => {
  it('R25: a standalone mongod stops the start with a sentence for the operator', async () => {
    const { freePort, startMongod } = (await import('../../../../scripts/mongod.mjs' as string)) as {
      freePort: () => Promise<number>
      startMongod: (options: {
        dbPath: string
        port: number
        replSet: string
      }) => Promise<{ kill: (signal: string) => void; once: (event: string, done: () => void) => void }>
    }
    const dbPath = mkdtempSync(join(tmpdir(), 'zsb-standalone-'))
    const port = await freePort()
    const child = await startMongod({ dbPath, port, replSet: '' })
    try {
      await expect(connectMongo({ uri: `mongodb://127.0.0.1:${port}/test`, production: false, log })).rejects.toThrow(/standalone.*replica set/)
    } finally {
      await disconnectMongo()
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGKILL')
      await gone
      rmSync(dbPath, { recursive: true, force: true })
    }
  })

  it.each([
    ['8.0.32', true],
    ['8.0.31', false],
    ['8.1.0', true],
    ['9.0.0', true],
    ['7.0.43', true],
    ['7.0.42', false],
    ['7.1.0', false],
    ['6.0.5', false],
    ['8.0.32-rc0', false],
    ['', false],
    ['eight', false],
  ])('R1: %s may stand in production: %s', (version, expected) => {
    expect(isSupported(version)).toBe(expected)
  })

  it('R25: an outdated mongod is refused in production and fine elsewhere', async () => {
    const uri = process.env.MONGODB_TEST_URI ?? ''
    await connectMongo({ uri, production: false, log })
    const { version } = (await mongoose.connection.db?.admin().command({ buildInfo: 1 })) as { version: string }
    await disconnectMongo()
    const inProduction = connectMongo({ uri, production: true, log })
    await (isSupported(version) ? expect(inProduction).resolves.toBeUndefined() : expect(inProduction).rejects.toThrow(/out of support/))
    await disconnectMongo()
  })
})
