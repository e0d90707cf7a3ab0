import { randomBytes } from 'node:crypto'
import { isDuplicateKey } from '../db/mongo'
import { defineModel, requiredText } from '../db/schema'

interface Lease {
  _id: string
  holder: string
  until: Date
}

const Leases = defineModel<Lease>({
  name: 'Lease',
  collection: 'leases',
  definition: { _id: requiredText, holder: requiredText, until: { type: Date, required: true } },
})

/** Leases follow the database's own clock, so that processes with wrong clocks can't both hold one. One that is another's stays as it is. */
async function take(name: string, holder: string, seconds: number): Promise<boolean> {
  const isFree = { $or: [{ $lt: ['$until', '$$NOW'] }, { $eq: ['$holder', holder] }] }
  const ifFree = (ours: unknown, theirs: string) => ({ $cond: [isFree, ours, theirs] })
  try {
    const after = (await Leases.collection.findOneAndUpdate(
      { _id: name as never },
      [{ $set: { holder: ifFree(holder, '$holder'), until: ifFree({ $dateAdd: { startDate: '$$NOW', unit: 'second', amount: seconds } }, '$until') } }],
      { upsert: true, returnDocument: 'after' },
    )) as Lease | null
    return after?.holder === holder
  } catch (cause) {
    // Somebody made it in the same moment.
    if (isDuplicateKey(cause)) return false
    throw cause
  }
}

const newHolder = () => randomBytes(12).toString('hex')
const give = (name: string, holder: string) => Leases.collection.updateOne({ _id: name as never, holder }, { $set: { until: new Date(0) } })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Only what is still ours is prolonged: a lease that ran out and was taken stays the other's, and what was given back is anybody's. */
const prolong = (name: string, holder: string, seconds: number) =>
  Leases.collection.updateOne({ _id: name as never, holder, until: { $gt: new Date(0) } }, [
    { $set: { until: { $dateAdd: { startDate: '$$NOW', unit: 'second', amount: seconds } } } },
  ])

/** Prolongs the lease three times in its life; what comes back ends that. */
function keep(name: string, holder: string, seconds: number): () => void {
  const timer = setInterval(() => void prolong(name, holder, seconds).catch(() => undefined), (seconds * 1000) / 3)
  timer.unref()
  return () => clearInterval(timer)
}

/**
 * Runs `work` while this process alone holds the lease; null when another has it. The lease is prolonged for as long as the work
 * lasts; after a kill it runs out within `seconds` and another process begins again, so work must be safe to run twice.
 */
export async function withLease<T>(
  { name, seconds, waitSeconds = 0 }: { name: string; seconds: number; waitSeconds?: number },
  work: () => Promise<T>,
): Promise<T | null> {
  const holder = newHolder()
  for (let tries = 0; !(await take(name, holder, seconds)); tries++) {
    if (tries >= waitSeconds * 5) return null
    await pause(200)
  }
  const stop = keep(name, holder, seconds)
  try {
    return await work()
  } finally {
    stop()
    await give(name, holder).catch(() => undefined)
  }
}

/**
 * A lease for work that comes again and again: kept between its pieces, so that a piece costs no write, and taken anew when half of it is
 * over. After a kill it runs out within `seconds`, as with `withLease`. Whoever found it taken answers null without asking until a quarter of that is
 * over, or two seconds; whoever failed half as long again, so that others can ask first.
 */
export function createStandingLease({ name, seconds }: { name: string; seconds: number }) {
  const holder = newHolder()
  const askEveryMs = Math.min(seconds * 250, 2_000)
  /** Of the monotonic clock, ms. */
  let oursUntil = 0
  let askAgainAt = 0

  /** Null when another has it. */
  async function run<T>(work: () => Promise<T>): Promise<T | null> {
    const from = performance.now()
    if (from >= oursUntil) {
      if (from < askAgainAt) return null
      if (!(await take(name, holder, seconds))) {
        askAgainAt = from + askEveryMs
        return null
      }
      oursUntil = from + seconds * 500
    }
    const stop = keep(name, holder, seconds)
    try {
      return await work()
    } catch (cause) {
      stop()
      // Another process may fare better.
      await release()
      askAgainAt = performance.now() + askEveryMs * 1.5
      throw cause
    } finally {
      stop()
    }
  }
  async function release(): Promise<void> {
    oursUntil = 0
    await give(name, holder).catch(() => undefined)
  }
  return { run, release }
}
