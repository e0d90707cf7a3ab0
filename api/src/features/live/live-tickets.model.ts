import { DURABLE, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'

/** A ticket of the live channel 入场票 that was taken. */
interface TakenTicket {
  _id: string
  purgeAt: Date
}

const Taken = defineModel<TakenTicket>({
  name: 'TakenLiveTicket',
  collection: 'live_tickets_taken',
  definition: { _id: requiredText, purgeAt: requiredInstant },
  configure: (schema) => schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 }),
})

/** A ticket outlives its 30 s here by this much: clocks of two processes may differ. */
const KEPT_MS = 10 * 60_000

export const mongoLiveTickets = {
  /** True for exactly one caller, in whichever process (R29). */
  take: async ({ jti, at }: { jti: string; at: Date }): Promise<boolean> => {
    try {
      await Taken.collection.insertOne({ _id: jti as never, purgeAt: new Date(at.getTime() + KEPT_MS) }, { writeConcern: DURABLE })
      return true
    } catch (cause) {
      if (isDuplicateKey(cause)) return false
      throw cause
    }
  },
}
