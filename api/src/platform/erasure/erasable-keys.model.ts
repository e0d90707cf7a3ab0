import type { ClientSession } from 'mongoose'
import { apartCollection } from '../db/apart'
import { DURABLE, isDuplicateKey } from '../db/mongo'

/** Key of what was recorded of one kind in one month 按类按月密钥; destroying it erases all of it at once (R18). */
export interface ErasableKey {
  /** `e-<kind>-<YYYY-MM>`, which every text sealed under it carries; with `r2`, `r3` … where the month began anew. */
  _id: string
  kind: string
  period: string
  /** Encrypted under the field key; null once it was destroyed. */
  wrapped: string | null
  madeAt: Date
  /** From here on nothing is sealed under it any more; it opens until it is destroyed. */
  closedAt?: Date
  erasedAt: Date | null
}

/** Apart from the records: a backup of those never holds a key, so what was erased does not come back with it. */
const native = () => apartCollection<ErasableKey>('erasable_keys')

export const mongoErasableKeys = {
  find: (id: string): Promise<ErasableKey | null> => native().findOne({ _id: id }, { readConcern: { level: 'majority' } }),
  /** False when another process has made it meanwhile. */
  add: async (key: ErasableKey): Promise<boolean> => {
    try {
      await native().insertOne(key, { writeConcern: DURABLE })
      return true
    } catch (cause) {
      if (isDuplicateKey(cause)) return false
      throw cause
    }
  },
  /** Nothing more is sealed under the living keys of these kinds. */
  close: async ({ kinds, at }: { kinds: readonly string[]; at: Date }, session: ClientSession): Promise<void> => {
    await native().updateMany({ kind: { $in: [...kinds] }, wrapped: { $ne: null }, closedAt: { $exists: false } }, { $set: { closedAt: at } }, { session })
  },
  /** False when it is not there, or was destroyed before. */
  destroy: async ({ id, at }: { id: string; at: Date }, session: ClientSession): Promise<boolean> => {
    const done = await native().updateOne({ _id: id, wrapped: { $ne: null } }, { $set: { wrapped: null, erasedAt: at } }, { session })
    return done.modifiedCount === 1
  },
  list: (): Promise<ErasableKey[]> => native().find().sort({ _id: 1 }).toArray(),
}
export type ErasableKeyStore = typeof mongoErasableKeys
