import type { Collection } from 'mongodb'
import mongoose from 'mongoose'
import { createMicroBatch } from '../../platform/db/micro-batch'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { AppError } from '../../platform/http/app-error'
import type { Trail } from '../holders'
import { USE_CURSOR, type UseRecord, type UseStore } from './verification.store'

export const Uses = defineModel<UseRecord>({
  name: 'Use',
  collection: 'uses',
  definition: {
    _id: requiredText,
    kind: { ...requiredText, enum: ['use', 'refusal'] },
    displayId: requiredText,
    verdict: requiredText,
    reason: requiredText,
    receipt: requiredText,
    at: requiredInstant,
    verifier: {
      type: { personId: String, staffId: String, relyingPartyCode: String, counter: String, sessionId: String },
      _id: false,
      required: true,
    },
    retryKey: requiredText,
    method: requiredText,
    scene: requiredText,
    purpose: requiredText,
    jti: { type: String, default: null },
    subjectId: { type: String, default: null },
    shower: { type: { personId: String, capacity: String }, _id: false, default: null },
    licenceId: { type: String, default: null },
    revision: { type: Number, default: null },
    licenceType: { type: String, default: null },
    fields: { type: [String], required: true },
    legalWord: { type: { zh: String, en: String }, _id: false, default: null },
    statusAsOf: { type: Date, default: null },
    identityMatch: requiredText,
    identityMatchAt: { type: Date, default: null },
    contestedAt: { type: Date, default: null },
    contestedBy: { type: { personId: String, capacity: String }, _id: false, default: null },
    projected: { type: Boolean, required: true },
    answer: { type: Object, default: null },
    basis: { type: String, default: 'consent' },
    purgeAt: { type: Date, default: undefined },
  },
  configure: (schema) => {
    schema.index({ displayId: 1 }, { unique: true })
    schema.index({ 'verifier.staffId': 1, at: -1, _id: -1 })
    schema.index({ at: 1 }, { partialFilterExpression: { projected: false }, name: 'unprojected' })
    schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { purgeAt: { $type: 'date' } } })
  },
})

const native = () => Uses.collection as unknown as Collection<UseRecord>

/** Cursor of a list sorted by time and id, both newest first; its form is checked at the door (`USE_CURSOR`). */
const toCursor = (use: UseRecord) => `${use.at.getTime().toString(36)}.${use._id}`
function fromCursor(cursor: string): { at: Date; id: string } {
  const [, time = '', id = ''] = USE_CURSOR.exec(cursor) ?? []
  if (id === '') throw new AppError('REQUEST_INVALID', { detail: { cursor: 'form' } })
  return { at: new Date(parseInt(time, 36)), id }
}

export function createMongoUses({ trail }: { trail: Trail }): UseStore {
  const batch = createMicroBatch<UseRecord>({ collection: native, maxQueue: 20_000, maxBatch: 1_000 })
  return {
    insert: (use) => batch.insert(use),
    find: (id) => native().findOne({ _id: id }),
    findByDisplay: (displayId) => native().findOne({ displayId }),
    listByStaff: async ({ staffId, after, limit }) => {
      const place = after ? fromCursor(after) : null
      const older = place ? { $or: [{ at: { $lt: place.at } }, { at: place.at, _id: { $lt: place.id } }] } : {}
      const found = await native()
        .find({ 'verifier.staffId': staffId, ...older })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .toArray()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? toCursor(items[items.length - 1]!) : null }
    },
    countByStaff: ({ staffId, from, until, limit }) =>
      native().countDocuments({ 'verifier.staffId': staffId, at: { $gte: from, ...(until && { $lt: until }) } }, { limit }),
    setIdentityMatch: ({ id, staffId, match, at, actOf }) =>
      inTransaction(async (session) => {
        const use = await Uses.findOneAndUpdate(
          { _id: id, 'verifier.staffId': staffId, kind: 'use', identityMatch: 'needed' },
          { $set: { identityMatch: match, identityMatchAt: at } },
          { returnDocument: 'after', session },
        ).lean<UseRecord>()
        if (use) await trail.record(session, actOf(use))
        return use
      }),
    contest: ({ id, subjectId, notBefore, at, by, actOf }) =>
      inTransaction(async (session) => {
        const use = await Uses.findOneAndUpdate(
          { _id: id, subjectId, kind: 'use', contestedAt: null, at: mongoose.trusted({ $gte: notBefore }) },
          { $set: { contestedAt: at, contestedBy: by } },
          { returnDocument: 'after', session },
        ).lean<UseRecord>()
        if (!use) return null
        await trail.record(session, actOf(use))
        await trail.tell(session, {
          topic: 'use.contested',
          key: subjectId,
          ids: { useId: id, subjectId, contesterId: by.personId, relyingPartyCode: use.verifier.relyingPartyCode },
        })
        return use
      }),
  }
}
