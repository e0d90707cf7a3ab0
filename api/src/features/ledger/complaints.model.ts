import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { Complaint, ComplaintStore } from './complaints.store'

const Complaints = defineModel<Complaint>({
  name: 'Complaint',
  collection: 'complaints',
  definition: {
    _id: requiredText,
    entryId: requiredText,
    subjectId: requiredText,
    complainantId: requiredText,
    at: requiredInstant,
    reason: { ...requiredText, enum: ['notMe', 'tooMuchAsked', 'other'] },
    text: { type: String },
    // Empty for a look from the holder's own account: `required` would refuse that.
    relyingPartyCode: { type: String },
    desk: { ...requiredText, enum: ['office', 'platform'] },
    state: { ...requiredText, enum: ['open', 'answered'] },
    answer: { type: String, default: null },
    answeredAt: { type: Date, default: null },
    answeredBy: { type: String, default: null },
    dueAt: requiredInstant,
    overdueAt: { type: Date, default: null },
  },
  configure: (schema) => {
    schema.index({ entryId: 1 }, { unique: true })
    schema.index({ relyingPartyCode: 1, _id: -1 })
    schema.index({ desk: 1, _id: -1 })
    schema.index({ relyingPartyCode: 1, state: 1, _id: -1 })
    schema.index({ desk: 1, state: 1, _id: -1 })
    schema.index({ overdueAt: 1, dueAt: 1 }, { partialFilterExpression: { state: 'open' }, name: 'due' })
  },
})

export function createMongoComplaints({ trail }: { trail: Trail }): ComplaintStore {
  return {
    add: async (complaint, act) => {
      try {
        await inTransaction(async (session) => {
          await Complaints.create([complaint], { session })
          await trail.record(session, act)
        })
        return 'inserted'
      } catch (cause) {
        if (isDuplicateKey(cause)) return 'duplicate'
        throw cause
      }
    },
    findByEntries: (entryIds) =>
      entryIds.length === 0
        ? Promise.resolve([])
        : Complaints.find({ entryId: mongoose.trusted({ $in: entryIds }) })
            .lean<Complaint[]>()
            .exec(),
    list: async ({ scope, state, after, limit }) => {
      const found = await Complaints.find({ ...scope, ...(state && { state }), ...(after && { _id: mongoose.trusted({ $lt: after }) }) })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<Complaint[]>()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
    },
    find: ({ id, scope }) =>
      Complaints.findOne({ _id: id, ...scope })
        .lean<Complaint>()
        .exec(),
    answer: ({ id, scope, answer, by, at, act, tell }) =>
      inTransaction(async (session) => {
        const answered = await Complaints.findOneAndUpdate(
          { _id: id, ...scope, state: 'open' },
          { $set: { state: 'answered', answer, answeredAt: at, answeredBy: by } },
          { returnDocument: 'after', session },
        ).lean<Complaint>()
        if (!answered) return null
        await trail.record(session, act)
        await trail.tell(session, tell)
        return answered
      }),
    listDue: ({ at, limit }) =>
      Complaints.find({ state: 'open', overdueAt: null, dueAt: mongoose.trusted({ $lte: at }) })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<Complaint[]>()
        .exec(),
    passOn: ({ id, at, act, tell }) =>
      inTransaction(async (session) => {
        const passed = await Complaints.updateOne({ _id: id, state: 'open', overdueAt: null }, { $set: { desk: 'platform', overdueAt: at } }, { session })
        if (passed.modifiedCount !== 1) return false
        await trail.record(session, act)
        if (tell) await trail.tell(session, tell)
        return true
      }),
    recordRead: (act) => inTransaction((session) => trail.record(session, act)),
  }
}
