import mongoose from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { OneTimeCodeRecord, OneTimeCodeStore } from './sessions.store'

export const OneTimeCodes = defineModel<OneTimeCodeRecord>({
  name: 'OneTimeCode',
  collection: 'one_time_codes',
  definition: {
    _id: requiredText,
    phoneIndex: requiredText,
    digest: requiredText,
    tries: { type: Number, required: true },
    sentAt: requiredInstant,
    expiresAt: requiredInstant,
    usedAt: { type: Date, default: null },
    usedOn: { type: String, default: null },
  },
  configure: (schema) => {
    schema.index({ phoneIndex: 1, usedAt: 1 })
    schema.index({ expiresAt: 1 }, { expireAfterSeconds: 3600 })
  },
})

export const mongoOneTimeCodes: OneTimeCodeStore = {
  replace: (record) =>
    inTransaction(async (session) => {
      await OneTimeCodes.updateMany({ phoneIndex: record.phoneIndex, usedAt: null }, { $set: { usedAt: record.sentAt } }, { session })
      await OneTimeCodes.create([record], { session })
    }),
  /** Counting and reading are one write, so that parallel guesses cannot share a try. */
  takeTry: ({ phoneIndex, at, maxTries }) =>
    OneTimeCodes.findOneAndUpdate(
      { phoneIndex, usedAt: null, expiresAt: mongoose.trusted({ $gt: at }), tries: mongoose.trusted({ $lt: maxTries }) },
      { $inc: { tries: 1 } },
      { returnDocument: 'after' },
    )
      .lean<OneTimeCodeRecord>()
      .exec(),
  use: async ({ id, at, on }) => (await OneTimeCodes.updateOne({ _id: id, usedAt: null }, { $set: { usedAt: at, usedOn: on } })).modifiedCount === 1,
  takeRepeat: ({ phoneIndex, on, since, maxTries }) =>
    OneTimeCodes.findOneAndUpdate(
      { phoneIndex, usedOn: on, usedAt: mongoose.trusted({ $gte: since }), tries: mongoose.trusted({ $lt: maxTries }) },
      { $inc: { tries: 1 } },
      { returnDocument: 'after', sort: { usedAt: -1 } },
    )
      .lean<OneTimeCodeRecord>()
      .exec(),
}
