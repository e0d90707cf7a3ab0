import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createLog } from '../log/log'
import { listMissingDeclared, listMissingSteps, migrate } from './migrate'
import { listPendingMigrations } from './migrate-data'
import { defineModel, requiredText } from './schema'

const Papers = defineModel<{ _id: string; owner: string; until: Date }>({
  name: 'TestPaper',
  collection: 'test_papers',
  definition: { _id: requiredText, owner: requiredText, until: { type: Date } },
  configure: (schema) => {
    schema.index({ owner: 1, _id: -1 }, { unique: true })
    schema.index({ until: 1 }, { expireAfterSeconds: 0 })
  },
})
const log = createLog({ level: 'silent' })
const noData = async () => []
const db = () => mongoose.connection.db!

describe('bringing the database to this release', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  let dir: string
  beforeEach(async () => {
    database = await openTestDatabase('migrate')
    await db().dropDatabase()
    dir = mkdtempSync(join(tmpdir(), 'zsb-migrations-'))
  })
  afterEach(async () => {
    rmSync(dir, { recursive: true, force: true })
    await database.close()
  })
  const step = (name: string, body: string) => writeFileSync(join(dir, `${name}.ts`), `export async function up(db) { ${body} }\n`)

  it('creates every collection and index the models declare, and a second run changes nothing', async () => {
    expect(await listMissingDeclared()).toContain('test_papers: {"owner":1,"_id":-1}')
    await migrate(log, noData)
    expect(await listMissingDeclared()).toEqual([])
    const before = await Papers.collection.indexes()
    await migrate(log, noData)
    expect(await Papers.collection.indexes()).toEqual(before)
  })

  it('a start with a missing or a weaker index, or without a collection, says which', async () => {
    await migrate(log, noData)
    expect(await listMissingSteps()).toEqual(await listPendingMigrations().then((names) => names.map((name) => `migration ${name}`)))
    await db()
      .collection('migrations')
      .insertMany((await listPendingMigrations()).map((fileName) => ({ fileName })))
    expect(await listMissingSteps()).toEqual([])
    await Papers.collection.dropIndex('owner_1__id_-1')
    expect(await listMissingSteps()).toEqual(['test_papers: {"owner":1,"_id":-1}'])
    await Papers.collection.createIndex({ owner: 1, _id: -1 })
    await db().dropCollection('leases')
    expect((await listMissingSteps()).sort()).toEqual(['leases', 'test_papers: {"owner":1,"_id":-1}'])
  })

  /** A process of its own, as in production: jest cannot load migrate-mongo, which is an ES module with CommonJS inside. */
  const migrateInProcess = () =>
    new Promise<string>((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../../../test-support/mongo/migrate-child.ts'), database.uri, dir], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let text = ''
      child.stdout.on('data', (chunk) => (text += String(chunk)))
      child.once('close', () => resolve(text.trim()))
    })
  const listSteps = async () => (await db().collection('steps').find().sort({ at: 1 }).toArray()).map(({ at }) => at as number)

  it('a new database has nothing of an earlier release: every data migration counts as applied, and those to come are', async () => {
    step('20260101000000-first', `await db.collection('steps').insertOne({ at: 1 })`)
    expect(await migrateInProcess()).toBe('done')
    expect([await listSteps(), await listPendingMigrations(dir)]).toEqual([[], []])
    step('20260102000000-second', `await db.collection('steps').insertOne({ at: 2 })`)
    expect(await migrateInProcess()).toBe('done')
    expect([await listSteps(), await listPendingMigrations(dir)]).toEqual([[2], []])
  })

  /** One of an earlier release. */
  const hasData = () => db().collection('papers_of_before').insertOne({})

  it('applies data migrations in the order of their names, each once, also when three processes start at once', async () => {
    await hasData()
    step('20260101000000-first', `await db.collection('steps').insertOne({ at: 1 })`)
    step('20260102000000-second', `await db.collection('steps').insertOne({ at: (await db.collection('steps').countDocuments()) + 1 })`)
    expect(await listPendingMigrations(dir)).toHaveLength(2)
    expect(await Promise.all([migrateInProcess(), migrateInProcess(), migrateInProcess()])).toEqual(['done', 'done', 'done'])
    expect(await listSteps()).toEqual([1, 2])
    step('20260103000000-third', `await db.collection('steps').insertOne({ at: 3 })`)
    expect(await listPendingMigrations(dir)).toEqual(['20260103000000-third.ts'])
    expect(await migrateInProcess()).toBe('done')
    expect(await listSteps()).toEqual([1, 2, 3])
    expect(await listPendingMigrations(dir)).toEqual([])
  })

  it('a step that fails stops the migration, leaves nobody locked out, and is tried again', async () => {
    await hasData()
    step('20260101000000-needs', `if (!(await db.collection('ready').findOne({}))) throw new Error('not yet')`)
    expect(await migrateInProcess()).toMatch(/not yet/)
    await db().collection('ready').insertOne({})
    expect(await migrateInProcess()).toBe('done')
    expect(await listPendingMigrations(dir)).toEqual([])
  })
})
