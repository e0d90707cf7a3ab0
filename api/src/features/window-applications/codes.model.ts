import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { ApplicationCode, ApplicationCodeStore, RefusalStore } from './codes.store'

const Codes = defineModel<ApplicationCode>({
  name: 'ApplicationCode',
  collection: 'application_codes',
  definition: {
    _id: requiredText,
    applicationId: requiredText,
    of: { type: String },
    personId: requiredText,
    shortIndex: requiredText,
    expiresAt: requiredInstant,
    usedAt: { type: Date, default: null },
    purgeAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ shortIndex: 1 }, { unique: true })
    schema.index({ applicationId: 1 })
    schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
  },
})

const Refusals = defineModel<{ _id: string; at: Date }>({
  name: 'WindowRefusal',
  collection: 'window_refusals',
  definition: { _id: requiredText, at: requiredInstant },
})

export const createMongoCodes = ({ trail }: { trail: Trail }): ApplicationCodeStore => ({
  add: async (code, act) => {
    try {
      await inTransaction(async (session) => {
        await Codes.create([code], { session })
        await trail.record(session, act)
      })
      return true
    } catch (cause) {
      if (isDuplicateKey(cause)) return false
      throw cause
    }
  },
  find: (jti) => Codes.findById(jti).lean<ApplicationCode>().exec(),
  findByShortIndex: (shortIndex) => Codes.findOne({ shortIndex }).lean<ApplicationCode>().exec(),
  spend: async (tx, { jti, applicationId, at }) => {
    const session = tx as ClientSession
    const spent = await Codes.updateOne({ _id: jti, usedAt: null }, { $set: { usedAt: at } }, { session })
    if (spent.modifiedCount === 0) return false
    await Codes.updateMany({ applicationId, usedAt: null }, { $set: { usedAt: at } }, { session })
    return true
  },
})

export const createMongoRefusals = (): RefusalStore => ({
  note: async (tx, { personId, at }) => {
    await Refusals.updateOne({ _id: personId }, { $set: { at } }, { upsert: true, session: tx as ClientSession })
  },
  isRefused: async (personIds) => (await Refusals.exists({ _id: mongoose.trusted({ $in: [...personIds] }) as never })) !== null,
  lift: async (tx, personId) => {
    await Refusals.deleteOne({ _id: personId }, { session: tx as ClientSession })
  },
})
