import type { Collection, Document, Filter } from 'mongodb'

/** Reads one document by its `_id`; null when there is none. */
export type MicroRead<T> = (id: string) => Promise<T | null>

interface Waiting<T> {
  id: string
  resolve: (found: T | null) => void
  reject: (cause: unknown) => void
}

interface Options<T extends Document> {
  collection: () => Collection<T>
  maxBatch: number
}

/**
 * Many small reads share one question: whatever is asked while one is on its way goes as the next, by `_id`. A question costs the
 * driver ten times what a document costs (docs/performance.md, P3). Each answer was read after it was asked for.
 */
export function createMicroRead<T extends Document & { _id: string }>({ collection, maxBatch }: Options<T>): MicroRead<T> {
  let queue: Waiting<T>[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    while (queue.length > 0) {
      const batch = queue.slice(0, maxBatch)
      queue = queue.slice(batch.length)
      await ask(batch)
    }
    running = false
  }

  async function ask(batch: Waiting<T>[]): Promise<void> {
    try {
      const ids = batch.map(({ id }) => id)
      // One more than can come: after a full batch the server would be asked whether that was all.
      const found = await collection()
        .find({ _id: { $in: ids } } as unknown as Filter<T>, { batchSize: batch.length + 1 })
        .toArray()
      const byId = new Map(found.map((document) => [(document as T)._id, document as T]))
      for (const { id, resolve } of batch) resolve(byId.get(id) ?? null)
    } catch (cause) {
      for (const { reject } of batch) reject(cause)
    }
  }

  return (id) =>
    new Promise((resolve, reject) => {
      queue.push({ id, resolve, reject })
      if (!running) setImmediate(() => !running && void run())
    })
}
