import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createLog } from '../log/log'
import { connectMongo, disconnectMongo, inTransaction, isSupported, pingMongo, productionProblems, scriptingOf } from './mongo'
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

/** A mongod as `npm start` and the tests have it, but standing alone. */
async function withStandalone(run: (uri: string) => Promise<void>): Promise<void> {
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
    await run(`mongodb://127.0.0.1:${port}/test`)
  } finally {
    await disconnectMongo()
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    await gone
    rmSync(dbPath, { recursive: true, force: true })
  }
}

describe('the server', () => {
  it('R25: a standalone mongod stops the start with a sentence for the operator', () =>
    withStandalone(async (uri) => {
      await expect(connectMongo({ uri, production: false, log })).rejects.toThrow(/standalone.*replica set/)
    }))

  it('R12: a mongod of ours runs no JavaScript, and says so when asked', () =>
    withStandalone(async (uri) => {
      await mongoose.connect(uri)
      const own = mongoose.connection.collection('own')
      await own.insertOne({ a: 1 })
      await expect(own.find({ $where: 'true' }).toArray()).rejects.toThrow(/script/i)
      await expect(own.aggregate([{ $project: { b: { $function: { body: 'function(){return 1}', args: [], lang: 'js' } } } }]).toArray()).rejects.toThrow(
        /javascript/i,
      )
      expect(scriptingOf(await mongoose.connection.db?.admin().command({ getCmdLineOpts: 1 }))).toBe('off')
    }))

  it.each([
    ['switched off', { parsed: { security: { javascriptEnabled: false } } }, 'off'],
    ['switched on', { parsed: { security: { javascriptEnabled: true } } }, 'on'],
    ['not mentioned', { parsed: { security: { authorization: 'enabled' } } }, 'on'],
    ['without any security', { parsed: { net: { port: 27017 } } }, 'on'],
    ['in other words than false', { parsed: { security: { javascriptEnabled: 'false' } } }, 'on'],
    ['a server that may not be asked', null, 'unknown'],
    ['an answer of another form', { ok: 1 }, 'unknown'],
  ])('R12: JavaScript %s is understood', (_what, answer, expected) => {
    expect(scriptingOf(answer)).toBe(expected)
  })

  it('R12: a server that runs JavaScript is refused in production, together with whatever else is wrong', () => {
    expect(productionProblems({ version: '8.0.32', scripting: 'off' })).toEqual([])
    expect(productionProblems({ version: '8.0.32', scripting: 'unknown' })).toEqual([])
    expect(productionProblems({ version: '8.0.32', scripting: 'on' })).toEqual([expect.stringContaining('--noscripting')])
    expect(productionProblems({ version: '6.0.5', scripting: 'on' })).toHaveLength(2)
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
    const admin = mongoose.connection.db!.admin()
    const { version } = (await admin.command({ buildInfo: 1 })) as { version: string }
    const problems = productionProblems({ version, scripting: scriptingOf(await admin.command({ getCmdLineOpts: 1 }).catch(() => null)) })
    await disconnectMongo()
    const inProduction = connectMongo({ uri, production: true, log })
    await (problems.length === 0 ? expect(inProduction).resolves.toBeUndefined() : expect(inProduction).rejects.toThrow(problems.join('\n')))
    await disconnectMongo()
  })
})
