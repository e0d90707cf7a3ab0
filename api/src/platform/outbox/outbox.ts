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

export type Outbox = ReturnType<typeof createOutbox>

/**
 * At least once, in order for each key, after the commit. A poisoned message is parked with an alarm; the others of its key go on
 * after it, those of other keys never wait for it.
 */
export function createOutbox({ store, newId, now, log }: Parts) {
  const consumers = new Map<string, Consumer[]>()

  async function put(session: DbSession | null, { topic, key, payload }: Pick<OutboxMessage, 'topic' | 'key' | 'payload'>): Promise<void> {
    const at = now()
    await store.insert({ _id: newId(at), topic, key, payload, at, attempts: 0, nextAt: at, state: 'waiting', doneAt: null }, session)
  }

  const on = (topic: string, consumer: Consumer) => void consumers.set(topic, [...(consumers.get(topic) ?? []), consumer])

  async function deliver(message: OutboxMessage): Promise<boolean> {
    try {
      for (const consumer of consumers.get(message.topic) ?? []) await consumer(message)
      await store.done(message._id, now())
      return true
    } catch (cause) {
      const attempts = message.attempts + 1
      const parked = attempts >= PARK_AFTER
      if (parked) log.error('outbox.parked', { topic: message.topic, attempt: attempts, cause })
      const nextAt = new Date(now().getTime() + FIRST_WAIT_MS * 2 ** attempts)
      await store.failed(message._id, { attempts, nextAt, state: parked ? 'parked' : 'waiting' })
      return false
    }
  }

  /** One round; answers how many were delivered. */
  async function round(limit = 200): Promise<number> {
    const messages = await store.waiting(limit)
    const blocked = new Set<string>()
    let delivered = 0
    for (const message of messages) {
      if (blocked.has(message.key)) continue
      if (message.nextAt > now() || !(await deliver(message))) blocked.add(message.key)
      else delivered++
    }
    return delivered
  }

  return { put, on, round }
}
