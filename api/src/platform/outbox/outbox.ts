import { monotonicMs } from '../clock/clock'
import type { DbSession } from '../db/mongo'
import type { Log } from '../log/log'
import type { OutboxMessage, OutboxStore } from './outbox.model'

/** Handles a message; may see it twice, so it changes nothing the second time. */
export type Consumer = (message: Pick<OutboxMessage, '_id' | 'key' | 'payload' | 'at'>) => Promise<void>

interface Parts {
  store: OutboxStore
  newId: (at: Date) => string
  now: () => Date
  log: Log
}

const PARK_AFTER = 8
const FIRST_WAIT_MS = 500
/** Messages of one key worked off in a round, keys at a time, and how long a round begins further keys. */
const OF_ONE_KEY = 50
const AT_A_TIME = 8
const ROUND_MS = 10_000

export type Outbox = ReturnType<typeof createOutbox>

/**
 * At least once, in order for each key, after the commit. A poisoned message is parked with an alarm; the others of its key go on
 * after it, those of other keys never wait for it. A topic nobody listens to counts as poisoned: another release may know it, so
 * it is kept, never taken for done.
 */
export function createOutbox({ store, newId, now, log }: Parts) {
  const consumers = new Map<string, Consumer[]>()

  async function put(session: DbSession | null, { topic, key, payload }: Pick<OutboxMessage, 'topic' | 'key' | 'payload'>): Promise<void> {
    const at = now()
    await store.insert({ _id: newId(at), topic, key, payload, at, attempts: 0, nextAt: at, state: 'waiting', doneAt: null }, session)
  }

  const on = (topic: string, consumer: Consumer) => void consumers.set(topic, [...(consumers.get(topic) ?? []), consumer])

  /** Null when it was delivered, else from when on it may be tried again. A parked one holds nobody up. */
  async function deliver(message: OutboxMessage): Promise<Date | null> {
    try {
      const listening = consumers.get(message.topic)
      if (!listening) {
        log.error('outbox.unknownTopic', { topic: message.topic, attempt: message.attempts + 1 })
        throw new Error('nobody listens to this topic')
      }
      for (const consumer of listening) await consumer(message)
      await store.done(message._id, now())
      return null
    } catch (cause) {
      const attempts = message.attempts + 1
      const parked = attempts >= PARK_AFTER
      if (parked) log.error('outbox.parked', { topic: message.topic, attempt: attempts, cause })
      const nextAt = new Date(now().getTime() + FIRST_WAIT_MS * 2 ** attempts)
      await store.failed(message._id, { attempts, nextAt, state: parked ? 'parked' : 'waiting' })
      return parked ? null : nextAt
    }
  }

  /** Works off one key in its order, until it is done or one of its messages has to wait. */
  async function workOff(key: string): Promise<number> {
    let delivered = 0
    for (const message of await store.waitingOf({ key, limit: OF_ONE_KEY })) {
      const until = message.nextAt > now() ? message.nextAt : await deliver(message)
      if (until) {
        await store.holdBack({ key, until })
        break
      }
      delivered++
    }
    return delivered
  }

  /** One round, several keys at a time: a consumer that is slow holds up its own key only. Answers how many were delivered. */
  async function round(limit = 200): Promise<number> {
    const keys = await store.keysDue({ at: now(), limit })
    const endAt = monotonicMs() + ROUND_MS
    let delivered = 0
    const worker = async () => {
      for (let key = keys.shift(); key !== undefined && monotonicMs() < endAt; key = keys.shift()) {
        const done = await workOff(key)
        delivered += done
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, worker))
    return delivered
  }

  /** Messages nobody could handle; an alarm for as long as there are any. */
  async function alarm(): Promise<number> {
    const parked = await store.countParked()
    if (parked > 0) log.error('outbox.parkedWaiting', { count: parked })
    return 0
  }

  return { put, on, round, alarm, topics: () => [...consumers.keys()], countParked: store.countParked }
}
