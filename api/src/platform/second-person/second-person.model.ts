import type { ClientSession, Model } from 'mongoose'
import { requiredInstant, requiredText } from '../db/schema'
import type { Approval, PendingRecord } from './second-person'

const person = { personId: String, staffId: String, sessionId: String, deviceId: String }

/** Fields of what one person asks for and a second one signs. */
export const SECOND_PERSON_FIELDS = {
  _id: requiredText,
  reason: requiredText,
  asker: { type: person, _id: false, required: true },
  at: requiredInstant,
  expiresAt: requiredInstant,
  state: requiredText,
  approver: { type: { ...person, shownHash: String, signature: String }, _id: false, default: null },
  decidedAt: { type: Date, default: null },
} as const

/** The second person's signature; of two at once exactly one is true. */
export async function signPending<R extends PendingRecord>(
  model: Model<R>,
  { id, approver, at }: { id: string; approver: Approval; at: Date },
  session: ClientSession,
): Promise<boolean> {
  const signed = await model.updateOne({ _id: id, state: 'pending' } as never, { $set: { state: 'done', approver, decidedAt: at } } as never, { session })
  return signed.modifiedCount === 1
}

/** Takes what nobody handed in out of the way of others, whatever id it was given. False where it was decided meanwhile. */
export async function expirePending<R extends PendingRecord>(model: Model<R>, { id, at }: { id: string; at: Date }, session: ClientSession): Promise<boolean> {
  const set = { $set: { state: 'expired', decidedAt: at } }
  const expired = await model.collection.updateOne({ _id: id as never, state: 'pending' }, set, { session })
  return expired.modifiedCount === 1
}

/** Null when it was decided before. */
export const refusePending = <R extends PendingRecord>(
  model: Model<R>,
  { id, refusal, at }: { id: string; refusal: string; at: Date },
  session: ClientSession,
): Promise<R | null> =>
  model
    .findOneAndUpdate({ _id: id, state: 'pending' } as never, { $set: { state: 'refused', refusal, decidedAt: at } } as never, {
      session,
      returnDocument: 'after',
    })
    .lean<R>()
    .exec()
