import type { Collection } from 'mongodb'
import { HEALTH_CODE_LIFE_SECONDS } from '@zsb/shared/health-code'
import { DURABLE } from '../../platform/db/mongo'
import { createMicroBatch } from '../../platform/db/micro-batch'
import { createMicroRead } from '../../platform/db/micro-read'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { HealthCode, HealthCodeStore } from './codes.store'

const Codes = defineModel<HealthCode>({
  name: 'HealthCode',
  collection: 'health_codes',
  definition: {
    _id: requiredText,
    personId: requiredText,
    shownBy: { type: { personId: requiredText, sessionId: requiredText }, _id: false, required: true },
    issuedAt: requiredInstant,
    colourSeal: requiredText,
    ruleSetVersion: { type: Number, required: true },
    expiresAt: requiredInstant,
    endedAt: { type: Date, default: null },
    endedBecause: { type: String, default: null },
    purgeAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ personId: 1, issuedAt: 1 })
    schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
  },
})

const native = () => Codes.collection as unknown as Collection<HealthCode>

/** Codes are many and small: they share journal flushes and questions, as the codes of licences do. */
export function createMongoHealthCodes(): HealthCodeStore {
  const batch = createMicroBatch<HealthCode>({ collection: native, maxQueue: 5_000, maxBatch: 500 })
  // Older than a life needs no end.
  const livingOf = (personId: string, at: Date) => ({
    personId,
    issuedAt: { $gt: new Date(at.getTime() - HEALTH_CODE_LIFE_SECONDS * 1000), $lte: at },
    endedAt: null,
  })
  return {
    add: (code) => batch.insert(code),
    find: createMicroRead<HealthCode>({ collection: native, maxBatch: 500 }),
    listSince: ({ personId, since, limit }) =>
      native()
        .find({ personId, issuedAt: { $gte: since } })
        .sort({ issuedAt: 1 })
        .limit(limit)
        .toArray(),
    listShownAfter: async ({ since, after, limit }) => {
      const found = await native()
        .find({ personId: { $gt: after }, issuedAt: { $gte: since } })
        .sort({ personId: 1 })
        .limit(limit)
        .project<Pick<HealthCode, 'personId'>>({ personId: 1 })
        .toArray()
      return [...new Set(found.map(({ personId }) => personId))]
    },
    supersede: async ({ personId, sessionId, keep, at }) => {
      const living = { ...livingOf(personId, at), 'shownBy.sessionId': sessionId, _id: { $ne: keep } }
      const [before] = await native().find(living).sort({ issuedAt: -1 }).limit(1).project<{ _id: string }>({ _id: 1 }).toArray()
      if (!before) return
      await native().updateMany({ ...living, _id: { $nin: [keep, before._id] } }, { $set: { endedAt: at, endedBecause: 'superseded' } })
    },
    endUsed: async ({ personId, at }) => {
      await native().updateMany(livingOf(personId, at), { $set: { endedAt: at, endedBecause: 'used' } }, { writeConcern: DURABLE })
    },
  }
}
