import type { ClientSession } from 'mongoose'
import { defineModel, requiredInstant, requiredText } from '../db/schema'
import { DURABLE } from '../db/mongo'

/** A message to other parts 待发消息, written with the change it tells of; ids only. */
export interface OutboxMessage {
  _id: string
  topic: string
  /** Messages of one key are delivered in their order. */
  key: string
  payload: Record<string, string>
  at: Date
  attempts: number
  nextAt: Date
  state: 'waiting' | 'done' | 'parked'
  doneAt: Date | null
}

const Messages = defineModel<OutboxMessage>({
  name: 'OutboxMessage',
  collection: 'outbox',
  definition: {
    _id: requiredText,
    topic: requiredText,
    key: requiredText,
    payload: { type: Object, required: true },
    at: requiredInstant,
    attempts: { type: Number, required: true },
    nextAt: requiredInstant,
    state: { ...requiredText, enum: ['waiting', 'done', 'parked'] },
    doneAt: { type: Date, default: null },
  },
  configure: (schema) => {
    const waiting = { partialFilterExpression: { state: 'waiting' } }
    schema.index({ nextAt: 1, _id: 1 }, { ...waiting, name: 'due' })
    schema.index({ key: 1, _id: 1 }, { ...waiting, name: 'waitingOfKey' })
    schema.index({ at: 1 }, { partialFilterExpression: { state: 'parked' }, name: 'parked' })
    schema.index({ doneAt: 1 }, { expireAfterSeconds: 7 * 24 * 3600 })
  },
})
const native = () => Messages.collection

export const mongoOutbox = {
  insert: async (message: OutboxMessage, session: ClientSession | null) => {
    await native().insertOne(message as never, session ? { session } : { writeConcern: DURABLE })
  },
  /** Keys that have something due, the longest waiting first. */
  keysDue: async ({ at, limit }: { at: Date; limit: number }): Promise<string[]> => {
    const due = native().find({ state: 'waiting', nextAt: { $lte: at } }, { projection: { key: 1 } })
    const found = (await due.sort({ nextAt: 1, _id: 1 }).limit(limit).hint('due').toArray()) as unknown as { key: string }[]
    return [...new Set(found.map(({ key }) => key))]
  },
  /** What waits under a key, in its order, due or not. */
  waitingOf: ({ key, limit }: { key: string; limit: number }) =>
    native().find({ state: 'waiting', key }).sort({ _id: 1 }).limit(limit).hint('waitingOfKey').toArray() as unknown as Promise<OutboxMessage[]>,
  /** What waits behind a message of its key is not due before it. */
  holdBack: async ({ key, until }: { key: string; until: Date }) => {
    await native().updateMany({ state: 'waiting', key, nextAt: { $lt: until } }, { $set: { nextAt: until } })
  },
  done: async (id: string, at: Date) => {
    await native().updateOne({ _id: id as never }, { $set: { state: 'done', doneAt: at } })
  },
  failed: async (id: string, change: { attempts: number; nextAt: Date; state: 'waiting' | 'parked' }) => {
    await native().updateOne({ _id: id as never }, { $set: change })
  },
  countParked: () => native().countDocuments({ state: 'parked' }, { limit: 1_000, hint: 'parked' }),
}
export type OutboxStore = typeof mongoOutbox
