import mongoose from 'mongoose'
import { DURABLE } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Complaint, ComplaintStore, LedgerLink, LedgerStore } from './ledger.store'

const Links = defineModel<LedgerLink>({
  name: 'LedgerLink',
  collection: 'ledger',
  definition: {
    _id: requiredText,
    subjectId: requiredText,
    seq: { type: Number, required: true },
    prevHash: { type: String },
    hash: requiredText,
    sourceId: requiredText,
    at: requiredInstant,
    digest: requiredText,
    sealed: requiredText,
  },
  configure: (schema) => {
    schema.index({ subjectId: 1, seq: 1 }, { unique: true })
    schema.index({ sourceId: 1 }, { unique: true })
  },
})

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
    relyingPartyCode: requiredText,
    state: { ...requiredText, enum: ['open', 'answered'] },
    answer: { type: String, default: null },
    answeredAt: { type: Date, default: null },
    answeredBy: { type: String, default: null },
    dueAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ entryId: 1 }, { unique: true })
    schema.index({ relyingPartyCode: 1, _id: -1 })
  },
})

export const mongoLedger: LedgerStore = {
  last: (subjectId) => Links.findOne({ subjectId }).sort({ seq: -1 }).lean<LedgerLink>().exec(),
  append: async (link) => {
    try {
      await Links.collection.insertOne(link as never, { writeConcern: DURABLE })
      return 'appended'
    } catch (cause) {
      const { code, keyPattern } = cause as { code?: number; keyPattern?: Record<string, unknown> }
      if (code !== 11000) throw cause
      return keyPattern && 'sourceId' in keyPattern ? 'sourceTaken' : 'placeTaken'
    }
  },
  list: ({ subjectId, beforeSeq, limit }) =>
    Links.find({ subjectId, ...(beforeSeq !== null && { seq: mongoose.trusted({ $lt: beforeSeq }) }) })
      .sort({ seq: -1 })
      .limit(limit)
      .lean<LedgerLink[]>()
      .exec(),
  find: ({ id, subjectId }) => Links.findOne({ _id: id, subjectId }).lean<LedgerLink>().exec(),
  findById: (id) => Links.findById(id).lean<LedgerLink>().exec(),
  walk: () => Links.find().setOptions({ everything: true }).sort({ subjectId: 1, seq: 1 }).lean<LedgerLink>().cursor(),
}

export const mongoComplaints: ComplaintStore = {
  add: async (complaint) => {
    try {
      await Complaints.collection.insertOne(complaint as never, { writeConcern: DURABLE })
      return 'inserted'
    } catch (cause) {
      if ((cause as { code?: number }).code === 11000) return 'duplicate'
      throw cause
    }
  },
  findByEntries: (entryIds) =>
    entryIds.length === 0
      ? Promise.resolve([])
      : Complaints.find({ entryId: mongoose.trusted({ $in: entryIds }) })
          .lean<Complaint[]>()
          .exec(),
  list: async ({ relyingPartyCode, after, limit }) => {
    const found = await Complaints.find({ relyingPartyCode, ...(after && { _id: mongoose.trusted({ $lt: after }) }) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<Complaint[]>()
    const items = found.slice(0, limit)
    return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
  },
  find: ({ id, relyingPartyCode }) => Complaints.findOne({ _id: id, relyingPartyCode }).lean<Complaint>().exec(),
  answer: ({ id, relyingPartyCode, text, by, at }) =>
    Complaints.findOneAndUpdate(
      { _id: id, relyingPartyCode, state: 'open' },
      { $set: { state: 'answered', answer: text, answeredAt: at, answeredBy: by } },
      { returnDocument: 'after' },
    )
      .lean<Complaint>()
      .exec(),
}
