import type { ClientSession } from 'mongoose'
import { DURABLE, isDuplicateKey } from '../db/mongo'
import { defineModel, requiredInstant, requiredText } from '../db/schema'

/** Key of what was recorded of one kind in one month 按类按月密钥; destroying it erases all of it at once (R18). */
export interface ErasableKey {
  /** `e-<kind>-<YYYY-MM>`, which every text sealed under it carries. */
  _id: string
  kind: string
  period: string
  /** Encrypted under the field key; null once it was destroyed. */
  wrapped: string | null
  madeAt: Date
  erasedAt: Date | null
}

const Keys = defineModel<ErasableKey>({
  name: 'ErasableKey',
  collection: 'erasable_keys',
  definition: {
    _id: requiredText,
    kind: requiredText,
    period: requiredText,
    wrapped: { type: String, default: null },
    madeAt: requiredInstant,
    erasedAt: { type: Date, default: null },
  },
})
const native = () => Keys.collection

export const mongoErasableKeys = {
  find: (id: string) => native().findOne({ _id: id as never }, { readConcern: { level: 'majority' } }) as unknown as Promise<ErasableKey | null>,
  /** False when another process has made it meanwhile. */
  add: async (key: ErasableKey): Promise<boolean> => {
    try {
      await native().insertOne(key as never, { writeConcern: DURABLE })
      return true
    } catch (cause) {
      if (isDuplicateKey(cause)) return false
      throw cause
    }
  },
  /** False when it is not there, or was destroyed before. */
  destroy: async ({ id, at }: { id: string; at: Date }, session: ClientSession): Promise<boolean> => {
    const done = await native().updateOne({ _id: id as never, wrapped: { $ne: null } }, { $set: { wrapped: null, erasedAt: at } }, { session })
    return done.modifiedCount === 1
  },
  list: () => native().find().sort({ _id: 1 }).toArray() as unknown as Promise<ErasableKey[]>,
}
export type ErasableKeyStore = typeof mongoErasableKeys
