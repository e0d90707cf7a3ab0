import type { Collection } from 'mongodb'
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
    expiresAt: requiredInstant,
    purgeAt: requiredInstant,
  },
  configure: (schema) => schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 }),
})

const native = () => Codes.collection as unknown as Collection<HealthCode>

/** Codes are many and small: they share journal flushes and questions, as the codes of licences do. */
export function createMongoHealthCodes(): HealthCodeStore {
  const batch = createMicroBatch<HealthCode>({ collection: native, maxQueue: 5_000, maxBatch: 500 })
  return { add: (code) => batch.insert(code), find: createMicroRead<HealthCode>({ collection: native, maxBatch: 500 }) }
}
