import type { Collection } from 'mongodb'
import { VisitVia } from '@zsb/shared/place'
import { createMicroBatch } from '../../platform/db/micro-batch'
import { createMicroLists } from '../../platform/db/micro-read'
import { DURABLE } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { VisitRecord, VisitStore } from './visits.store'

const Visits = defineModel<VisitRecord>({
  name: 'Visit',
  collection: 'place_visits',
  definition: {
    _id: requiredText,
    codeIndex: requiredText,
    retryKey: requiredText,
    textIndex: requiredText,
    placeId: requiredText,
    guardId: { type: String, default: null },
    via: { ...requiredText, enum: VisitVia.options },
    at: requiredInstant,
    sealed: requiredText,
    answer: { type: String },
    answerUntil: { type: Date },
    visitor: { type: String },
    ledgerRef: { type: String },
    projected: { type: Boolean, required: true },
    asideAt: { type: Date },
    purgeAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ codeIndex: 1 }, { unique: true })
    schema.index({ retryKey: 1 }, { unique: true })
    schema.index({ placeId: 1, at: 1, _id: 1, via: 1 })
    schema.index({ guardId: 1, at: 1 })
    schema.index({ at: 1 }, { partialFilterExpression: { projected: false }, name: 'unprojected' })
    schema.index({ ledgerRef: 1 }, { partialFilterExpression: { projected: false }, name: 'ledgerRef' })
    schema.index({ answerUntil: 1 }, { sparse: true, name: 'answered' })
    schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
  },
})
const native = () => Visits.collection as unknown as Collection<VisitRecord>

/** Without what is written by hand, and without posters, which anybody confirms from anywhere. */
const SCANNED: VisitVia[] = ['scan', 'printed', 'offline', 'rotating']
/** No door has more in a day. */
const MOST_COUNTED = 100_000

export function createMongoVisits(): VisitStore {
  const ofCode = createMicroLists<VisitRecord>({ collection: native, of: 'codeIndex', sort: {}, most: 1, maxBatch: 500 })
  const batch = createMicroBatch<VisitRecord>({ collection: native, maxQueue: 20_000, maxBatch: 1_000 })
  return {
    insert: (visit) => batch.insert(visit),
    findByRetryKey: (retryKey) => native().findOne({ retryKey }),
    hasCode: async (codeIndex) => (await ofCode.ofOne(codeIndex)).length > 0,
    listSealed: async ({ placeId, from, until, after, limit }) => {
      const later = { placeId, at: { [after ? '$gt' : '$gte']: after?.at ?? from, $lt: until } }
      const found = native()
        .find(after ? { $or: [{ placeId, at: after.at, _id: { $gt: after.id } }, later] } : later)
        .sort({ at: 1, _id: 1 })
        .limit(limit)
        .project<{ _id: string; sealed: string; at: Date }>({ sealed: 1, at: 1 })
      return (await found.toArray()).map(({ _id: id, sealed, at }) => ({ id, sealed, at }))
    },
    countAtPlace: ({ placeId, from }) => native().countDocuments({ placeId, at: { $gte: from }, via: { $in: SCANNED } }, { limit: MOST_COUNTED }),
    countByGuard: ({ guardId, from, before }) =>
      native().countDocuments({ guardId, at: { $gte: from, ...(before && { $lt: before }) } }, { limit: MOST_COUNTED }),
    listPending: (limit) => native().find({ projected: false }).sort({ at: 1 }).limit(limit).hint('unprojected').toArray(),
    markProjected: async (ledgerRefs) => {
      const done = { $set: { projected: true }, $unset: { visitor: '' as const, ledgerRef: '' as const } }
      await native().updateMany({ ledgerRef: { $in: [...ledgerRefs] }, projected: false }, done, { writeConcern: DURABLE })
    },
    putAside: async ({ ids, at }) => {
      await native().updateMany({ _id: { $in: [...ids] }, projected: false }, { $set: { projected: true, asideAt: at } }, { writeConcern: DURABLE })
    },
    forgetAnswers: async (at) => (await native().updateMany({ answerUntil: { $lte: at } }, { $unset: { answer: '', answerUntil: '' } })).modifiedCount,
  }
}
