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
    schema.index({ state: 1, _id: 1 })
    schema.index({ doneAt: 1 }, { expireAfterSeconds: 7 * 24 * 3600 })
  },
})
const native = () => Messages.collection

export const mongoOutbox = {
  insert: async (message: OutboxMessage, session: ClientSession | null) => {
    await native().insertOne(message as never, session ? { session } : { writeConcern: DURABLE })
  },
  waiting: (limit: number) => native().find({ state: 'waiting' }).sort({ _id: 1 }).limit(limit).toArray() as unknown as Promise<OutboxMessage[]>,
  done: async (id: string, at: Date) => {
    await native().updateOne({ _id: id as never }, { $set: { state: 'done', doneAt: at } })
  },
  failed: async (id: string, change: { attempts: number; nextAt: Date; state: 'waiting' | 'parked' }) => {
    await native().updateOne({ _id: id as never }, { $set: change })
  },
  countParked: () => native().countDocuments({ state: 'parked' }, { limit: 1_000 }),
}
export type OutboxStore = typeof mongoOutbox
