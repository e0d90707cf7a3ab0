import mongoose from 'mongoose'
import { DURABLE, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Complaint, ComplaintStore, LedgerHead, LedgerLink, LedgerStore } from './ledger.store'

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

const Heads = defineModel<Omit<LedgerHead, 'subjectId'> & { _id: string }>({
  name: 'LedgerHead',
  collection: 'ledger_heads',
  definition: { _id: requiredText, seq: { type: Number, required: true }, hash: requiredText },
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

export const ledgerQuery = ({ subjectId, beforeSeq, limit }: Parameters<LedgerStore['list']>[0]) =>
  Links.find({ subjectId, ...(beforeSeq !== null && { seq: mongoose.trusted({ $lt: beforeSeq }) }) })
    .sort({ seq: -1 })
    .limit(limit)

export const complaintQuery = ({ relyingPartyCode, after, limit }: Parameters<ComplaintStore['list']>[0]) =>
  Complaints.find({ relyingPartyCode, ...(after && { _id: mongoose.trusted({ $lt: after }) }) })
    .sort({ _id: -1 })
    .limit(limit + 1)

export const mongoLedger: LedgerStore = {
  last: (subjectId) => Links.findOne({ subjectId }).sort({ seq: -1 }).lean<LedgerLink>().exec(),
  append: async (link) => {
    try {
      await Links.collection.insertOne(link as never, { writeConcern: DURABLE })
      return 'appended'
    } catch (cause) {
      if (!isDuplicateKey(cause)) throw cause
      const { keyPattern } = cause as { keyPattern?: Record<string, unknown> }
      return keyPattern && 'sourceId' in keyPattern ? 'sourceTaken' : 'placeTaken'
    }
  },
  list: (query) => ledgerQuery(query).lean<LedgerLink[]>().exec(),
  find: ({ id, subjectId }) => Links.findOne({ _id: id, subjectId }).lean<LedgerLink>().exec(),
  findBySource: (sourceId) => Links.findOne({ sourceId }).lean<LedgerLink>().exec(),
  findByIds: (ids) =>
    ids.length === 0
      ? Promise.resolve([])
      : Links.find({ _id: mongoose.trusted({ $in: [...ids] }) })
          .lean<LedgerLink[]>()
          .exec(),
  raiseHead: async ({ subjectId, seq, hash }) => {
    try {
      await Heads.collection.updateOne({ _id: subjectId as never, seq: { $lt: seq } }, { $set: { seq, hash } }, { upsert: true, writeConcern: DURABLE })
    } catch (cause) {
      // It is there and not behind.
      if (!isDuplicateKey(cause)) throw cause
    }
  },
  heads: async function* () {
    for await (const { _id, seq, hash } of Heads.find().setOptions({ everything: true }).lean<{ _id: string; seq: number; hash: string }>().cursor())
      yield { subjectId: String(_id), seq, hash }
  },
  walk: () => Links.find().setOptions({ everything: true }).sort({ subjectId: 1, seq: 1 }).lean<LedgerLink>().cursor(),
}

export const mongoComplaints: ComplaintStore = {
  add: async (complaint) => {
    try {
      await Complaints.collection.insertOne(complaint as never, { writeConcern: DURABLE })
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
  list: async (query) => {
    const found = await complaintQuery(query).lean<Complaint[]>()
    const items = found.slice(0, query.limit)
    return { items, next: found.length > query.limit ? items[items.length - 1]!._id : null }
  },
  find: ({ id, relyingPartyCode }) => Complaints.findOne({ _id: id, relyingPartyCode }).lean<Complaint>().exec(),
  answer: ({ id, relyingPartyCode, answer, by, at }) =>
    Complaints.findOneAndUpdate(
      { _id: id, relyingPartyCode, state: 'open' },
      { $set: { state: 'answered', answer, answeredAt: at, answeredBy: by } },
      { returnDocument: 'after' },
    )
      .lean<Complaint>()
      .exec(),
}
