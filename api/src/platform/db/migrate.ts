import mongoose from 'mongoose'
import type { Log } from '../log/log'
import { withLease } from '../jobs/lease'

/** Creates every collection and index the models declare. Runs as a step of its own in production; one process at a time. */
export async function migrate(log: Log): Promise<void> {
  await mongoose.model('Lease').createCollection()
  await withLease({ name: 'migration', seconds: 120, waitSeconds: 120 }, async () => {
    for (const name of mongoose.modelNames()) {
      const model = mongoose.model(name)
      await model.createCollection()
      await model.createIndexes()
    }
  })
  log.info('migration.done', { count: mongoose.modelNames().length })
}

/** Indexes a model declares and the database lacks, as `collection: keys`. */
export async function listMissingIndexes(): Promise<string[]> {
  const missing: string[] = []
  for (const name of mongoose.modelNames()) {
    const model = mongoose.model(name)
    const present = await model.collection.indexes().catch(() => [])
    const known = new Set(present.map((index) => JSON.stringify(index.key)))
    for (const [keys] of model.schema.indexes()) if (!known.has(JSON.stringify(keys))) missing.push(`${model.collection.name}: ${JSON.stringify(keys)}`)
  }
  return missing
}
