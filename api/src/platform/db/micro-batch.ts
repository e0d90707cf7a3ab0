import type { Collection, Document, MongoBulkWriteError, OptionalUnlessRequiredId } from 'mongodb'
import { AppError } from '../http/app-error'
import { DURABLE } from './mongo'

export type InsertOutcome = 'inserted' | 'duplicate'

export interface MicroBatch<T> {
  /**
   * Acknowledged by the journaled majority, with the outcome of this very document.
   * @throws AppError OVERLOADED beyond the bound · STORAGE_UNCERTAIN when the server did not confirm
   */
  insert: (document: T) => Promise<InsertOutcome>
  /** Documents waiting now. */
  waiting: () => number
}

interface Waiting<T> {
  document: T
  resolve: (outcome: InsertOutcome) => void
  reject: (cause: unknown) => void
}

interface Options<T extends Document> {
  collection: () => Collection<T>
  /** Beyond this many waiting, callers are sent away. */
  maxQueue: number
  maxBatch: number
}

const DUPLICATE_KEY = 11_000

/**
 * Many small durable writes share one journal flush: whatever is queued goes as one unordered insertMany, one batch in flight.
 * A duplicate comes back as that document's own write error, so single use stays exact (performance.md, «Durable writes»).
 */
export function createMicroBatch<T extends Document>({ collection, maxQueue, maxBatch }: Options<T>): MicroBatch<T> {
  let queue: Waiting<T>[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    try {
      while (queue.length > 0) {
        const batch = queue.slice(0, maxBatch)
        queue = queue.slice(batch.length)
        await send(batch)
      }
    } finally {
      running = false
    }
  }

  async function send(batch: Waiting<T>[]): Promise<void> {
    const documents = batch.map((each) => each.document as OptionalUnlessRequiredId<T>)
    try {
      await collection().insertMany(documents, { ordered: false, writeConcern: DURABLE })
      for (const each of batch) each.resolve('inserted')
    } catch (cause) {
      settle(batch, cause)
    }
  }

  return {
    insert: (document) => {
      if (queue.length >= maxQueue) return Promise.reject(new AppError('OVERLOADED', { retryAfterSeconds: 1 }))
      return new Promise((resolve, reject) => {
        queue.push({ document, resolve, reject })
        // One turn of the event loop lets the requests of this moment join the same flush.
        if (!running) setImmediate(() => !running && void run())
      })
    },
    waiting: () => queue.length,
  }
}

/**
 * Tells each caller what became of his own document. Where the majority did not confirm, nobody knows: all are told so. The driver
 * wraps a lost connection in a bulk error without a single write error; only where inserted and failed add up to the batch has the
 * server spoken about every document.
 */
function settle<T>(batch: Waiting<T>[], cause: unknown): void {
  const { writeErrors, insertedCount, result } = cause as Partial<MongoBulkWriteError> & { result?: { getWriteConcernError?: () => unknown } }
  const uncertain = () => new AppError('STORAGE_UNCERTAIN', { cause, retryAfterSeconds: 1 })
  const failures = writeErrors === undefined ? [] : Array.isArray(writeErrors) ? writeErrors : [writeErrors]
  const isComplete = failures.length > 0 && (insertedCount ?? 0) + failures.length === batch.length
  if (!isComplete || result?.getWriteConcernError?.() !== undefined) {
    for (const each of batch) each.reject(uncertain())
    return
  }
  const failed = new Map(failures.map((error) => [error.index, error.code]))
  batch.forEach((each, index) => {
    const code = failed.get(index)
    if (code === undefined) each.resolve('inserted')
    else if (code === DUPLICATE_KEY) each.resolve('duplicate')
    else each.reject(uncertain())
  })
}
