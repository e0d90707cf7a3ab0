import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db, MongoClient } from 'mongodb'
import mongoose from 'mongoose'

/** Where data migrations lie: `<yyyymmddhhmmss>-<what>.ts`, each with `up(db)` only. There is no way back, only another step. */
const MIGRATIONS = join(__dirname, '../../../migrations')
const CHANGELOG = 'migrations'

function connected(): { db: Db; client: MongoClient } {
  const { db } = mongoose.connection
  if (!db) throw new Error('not connected')
  return { db: db as unknown as Db, client: mongoose.connection.getClient() as unknown as MongoClient }
}

/** Whether nothing has been written here but the lease under which it is migrated. */
async function isNew(db: Db): Promise<boolean> {
  const lease = mongoose.model('Lease').collection.name
  const there = await db.listCollections({}, { nameOnly: true }).toArray()
  return there.every(({ name }) => name === lease || name.startsWith('system.'))
}

const namesIn = async (dir: string): Promise<string[]> => (await readdir(dir)).filter((name) => name.endsWith('.ts')).sort()

/**
 * Applies what has not been applied yet, in the order of the names. A new database has no data of an earlier release: all of it counts as applied.
 * @returns the names applied now
 */
export async function migrateData(dir = MIGRATIONS): Promise<string[]> {
  const { db, client } = connected()
  if (await isNew(db)) {
    const appliedAt = { $currentDate: { appliedAt: true } as const }
    const marks = (await namesIn(dir)).map((fileName) => ({ updateOne: { filter: { fileName }, update: appliedAt, upsert: true } }))
    // In one command: whoever is killed here has marked all of them or none.
    if (marks.length > 0) await db.collection(CHANGELOG).bulkWrite(marks)
    return []
  }
  // An ES module, which only the migration step needs.
  const { config, up } = await import('migrate-mongo')
  // Our own lease keeps others out; the library's lock would outlive a kill.
  const noLock = { lockCollectionName: '', lockTtl: 0 }
  config.set({ migrationsDir: dir, changelogCollectionName: CHANGELOG, ...noLock, migrationFileExtension: '.ts', useFileHash: false, moduleSystem: 'commonjs' })
  return up(db, client)
}

/** Data migrations of this release that the database has not seen. */
export async function listPendingMigrations(dir = MIGRATIONS): Promise<string[]> {
  const { db } = connected()
  const names = await namesIn(dir)
  const applied = new Set((await db.collection(CHANGELOG).find().toArray()).map(({ fileName }) => fileName as string))
  return names.filter((name) => !applied.has(name))
}
