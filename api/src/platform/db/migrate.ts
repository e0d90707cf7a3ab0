import mongoose, { type IndexOptions } from 'mongoose'
import { withLease } from '../jobs/lease'
import type { Log } from '../log/log'
import { createDeclared, declaredIndexes } from './declared'
import { listPendingMigrations, migrateData } from './migrate-data'

/**
 * Brings the database to this release: data migrations, then every collection and index the models declare. Runs as a step of
 * its own in production; one process at a time, forward only; twice changes nothing.
 */
export async function migrate(log: Log, applyData: () => Promise<string[]> = migrateData): Promise<void> {
  await mongoose.model('Lease').createCollection()
  const done = await withLease({ name: 'migration', seconds: 120, waitSeconds: 120 }, async () => {
    const applied = await applyData()
    for (const name of applied) log.info('migration.applied', { migration: name })
    for (const name of mongoose.modelNames()) await createDeclared(mongoose.model(name))
    return applied.length
  })
  if (done === null) throw new Error('another process has been migrating for two minutes')
  log.info('migration.done', { count: mongoose.modelNames().length })
}

interface Index {
  key: Record<string, unknown>
  unique?: boolean
  expireAfterSeconds?: number
  partialFilterExpression?: unknown
}

/** What makes an index do its work, beside its name. */
const describeIndex = (keys: unknown, { unique, expireAfterSeconds, partialFilterExpression }: Omit<Index, 'key'> | IndexOptions): string =>
  JSON.stringify([keys, unique === true, expireAfterSeconds ?? null, partialFilterExpression ?? null])

/** What the models declare and the database lacks or has otherwise: an index as `collection: keys`, a collection without indexes by its name. */
export async function listMissingDeclared(): Promise<string[]> {
  const there = new Set((await mongoose.connection.listCollections()).map(({ name }) => name))
  const missingOf = async (name: string): Promise<string[]> => {
    const model = mongoose.model(name)
    const declared = declaredIndexes(model)
    const { name: collection } = model.collection
    if (declared.length === 0) return there.has(collection) ? [] : [collection]
    const present = (await model.collection.indexes().catch(() => [])) as unknown as Index[]
    const known = new Set(present.map(({ key, ...options }) => describeIndex(key, options)))
    return declared.filter(([keys, options]) => !known.has(describeIndex(keys, options))).map(([keys]) => `${collection}: ${JSON.stringify(keys)}`)
  }
  return (await Promise.all(mongoose.modelNames().map(missingOf))).flat()
}

/** What the database lacks of this release; empty when the API may start. */
export async function listMissingSteps(): Promise<string[]> {
  return [...(await listPendingMigrations()).map((name) => `migration ${name}`), ...(await listMissingDeclared())]
}
