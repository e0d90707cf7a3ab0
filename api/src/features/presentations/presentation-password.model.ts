import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { DURABLE, inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import type { Trail } from '../holders'
import type { PasswordRecord, PresentationPasswordStore } from './presentations.store'

const Passwords = defineModel<PasswordRecord>({
  name: 'PresentationPassword',
  collection: 'presentation_passwords',
  definition: { _id: requiredText, hash: requiredText, failures: { type: Number, default: 0 }, lockedUntil: { type: Date, default: null } },
})

interface Unlock {
  _id: string
  personId: string
  until: Date
}
const Unlocks = defineModel<Unlock>({
  name: 'PresentationUnlock',
  collection: 'presentation_unlocks',
  definition: { _id: requiredText, personId: requiredText, until: requiredInstant },
  configure: (schema) => schema.index({ until: 1 }, { expireAfterSeconds: 0 }),
})

export const createMongoPresentationPasswords = ({ trail }: { trail: Trail }): PresentationPasswordStore => ({
  find: (personId) => Passwords.findById(personId).lean<PasswordRecord>().exec(),
  set: async ({ personId, hash, expectedHash, act }) => {
    const fresh = { hash, failures: 0, lockedUntil: null }
    try {
      return await inTransaction(async (session) => {
        if (expectedHash === null) await Passwords.create([{ _id: personId, ...fresh }], { session })
        else if ((await Passwords.updateOne({ _id: personId, hash: expectedHash }, { $set: fresh }, { session })).modifiedCount !== 1) return false
        await trail.record(session, act)
        await trail.tell(session, { topic: 'presentationPassword.set', key: personId, ids: { personId } })
        return true
      })
    } catch (cause) {
      if (isDuplicateKey(cause)) return false
      throw cause
    }
  },
  takeTry: async ({ personId, at, lockAfter, lockedUntil }) => {
    const isLast = { $gte: [{ $add: ['$failures', 1] }, lockAfter] }
    const taken = await Passwords.collection.findOneAndUpdate(
      { _id: personId as never, $or: [{ lockedUntil: null }, { lockedUntil: { $lte: at } }] },
      [{ $set: { lockedUntil: { $cond: [isLast, lockedUntil, null] }, failures: { $cond: [isLast, 0, { $add: ['$failures', 1] }] } } }],
      { returnDocument: 'after', writeConcern: DURABLE },
    )
    return taken as unknown as PasswordRecord | null
  },
  clearFailures: async (personId) => {
    await Passwords.updateOne({ _id: personId }, { $set: { failures: 0, lockedUntil: null } })
  },
  unlock: async ({ sessionId, personId, until }) => {
    await Unlocks.updateOne({ _id: sessionId }, { $set: { personId, until } }, { upsert: true })
  },
  findUnlock: async ({ sessionId, personId }) => {
    const found = await Unlocks.findOne({ _id: sessionId, personId }).lean<Unlock>()
    return found?.until ?? null
  },
})
