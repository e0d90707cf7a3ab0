import type { Collection } from 'mongodb'
import { HEALTH_CODE_LIFE_SECONDS } from '@zsb/shared/health-code'
import { DURABLE } from '../../platform/db/mongo'
import { createMicroBatch } from '../../platform/db/micro-batch'
import { createMicroRead, groupBy } from '../../platform/db/micro-read'
import { createTogether } from '../../platform/db/together'
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

// Older than a life needs no end.
const livingSince = (at: Date) => new Date(at.getTime() - HEALTH_CODE_LIFE_SECONDS * 1000)
type Superseding = Parameters<HealthCodeStore['supersede']>[0]
type Used = Parameters<HealthCodeStore['endUsed']>[0]

/** Looks once at what all these people are shown, and ends what has become too much. */
async function supersedeAll(asked: readonly Superseding[]): Promise<void[]> {
  const oldest = asked.reduce((least, { at }) => (at < least ? at : least), asked[0]!.at)
  const living = await native()
    .find({ personId: { $in: asked.map(({ personId }) => personId) }, issuedAt: { $gt: livingSince(oldest) }, endedAt: null })
    .project<Pick<HealthCode, '_id' | 'personId' | 'shownBy' | 'issuedAt'>>({ personId: 1, shownBy: 1, issuedAt: 1 })
    .sort({ personId: 1, issuedAt: 1 })
    .toArray()
  const shown = groupBy(living, ({ personId, shownBy }) => `${personId}\n${shownBy.sessionId}`)
  const ends = asked.flatMap(({ personId, sessionId, keep, at }) => {
    const others = (shown.get(`${personId}\n${sessionId}`) ?? []).filter(({ _id, issuedAt }) => _id !== keep && issuedAt <= at && issuedAt > livingSince(at))
    // The one before it goes on.
    const ids = others.slice(0, -1).map(({ _id }) => _id)
    const set = { endedAt: at, endedBecause: 'superseded' as const }
    return ids.length > 0 ? [{ updateMany: { filter: { _id: { $in: ids }, endedAt: null }, update: { $set: set } } }] : []
  })
  if (ends.length > 0) await native().bulkWrite(ends, { ordered: false })
  return asked.map(() => undefined)
}

/** A use ends what the person is shown; the uses of a moment share the journal. */
async function endAllUsed(asked: readonly Used[]): Promise<void[]> {
  const ends = asked.map(({ personId, at }) => {
    const filter = { personId, issuedAt: { $gt: livingSince(at), $lte: at }, endedAt: null }
    return { updateMany: { filter, update: { $set: { endedAt: at, endedBecause: 'used' as const } } } }
  })
  await native().bulkWrite(ends, { ordered: false, writeConcern: DURABLE })
  return asked.map(() => undefined)
}

/** Codes are many and small: they share journal flushes and questions, as the codes of licences do. */
export function createMongoHealthCodes(): HealthCodeStore {
  const batch = createMicroBatch<HealthCode>({ collection: native, maxQueue: 5_000, maxBatch: 500 })
  return {
    add: (code) => batch.insert(code),
    find: createMicroRead<HealthCode>({ collection: native, maxBatch: 500 }),
    listSince: ({ personId, since, limit }) =>
      native()
        .find({ personId, issuedAt: { $gte: since } })
        .sort({ issuedAt: 1 })
        .limit(limit)
        .toArray(),
    countSince: async ({ personId, since }) => {
      const shown = { personId, issuedAt: { $gte: since } }
      const [count, last] = await Promise.all([native().countDocuments(shown), native().findOne(shown, { sort: { issuedAt: -1 } })])
      return { count, last }
    },
    listShownAfter: async ({ since, after, limit }) => {
      const found = await native()
        .find({ personId: { $gt: after }, issuedAt: { $gte: since } })
        .sort({ personId: 1 })
        .limit(limit)
        .project<Pick<HealthCode, 'personId'>>({ personId: 1 })
        .toArray()
      return [...new Set(found.map(({ personId }) => personId))]
    },
    supersede: createTogether<Superseding, void>({ maxBatch: 500, work: supersedeAll }),
    endUsed: createTogether<Used, void>({ maxBatch: 500, work: endAllUsed }),
  }
}
