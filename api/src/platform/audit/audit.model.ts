import type { ClientSession } from 'mongoose'
import { DURABLE } from '../db/mongo'
import { defineModel, requiredInstant, requiredText } from '../db/schema'

/** One act as the audit trail 留痕 keeps it. `seq`, `prevHash`, `hash` are given by the sealer, one after the other. */
export interface AuditEntry {
  _id: string
  at: Date
  action: string
  actor: { personId: string; capacity: string; staffId?: string; sessionId?: string } | null
  subjectId: string | null
  /** Digest of the facts under a salt; salt, facts and reason stand encrypted in `sealed`, erasable by the month. */
  digest: string
  sealed: string
  seq: number | null
  prevHash: string | null
  hash: string | null
}

export const AuditEntries = defineModel<AuditEntry>({
  name: 'AuditEntry',
  collection: 'audit',
  definition: {
    _id: requiredText,
    at: requiredInstant,
    action: requiredText,
    actor: { type: Object, default: null },
    subjectId: { type: String, default: null },
    digest: requiredText,
    sealed: requiredText,
    seq: { type: Number, default: null },
    prevHash: { type: String, default: null },
    hash: { type: String, default: null },
  },
  configure: (schema) => {
    schema.index({ seq: 1 }, { unique: true, partialFilterExpression: { seq: { $type: 'number' } } })
    schema.index({ _id: 1, seq: 1 }, { partialFilterExpression: { seq: null }, name: 'unsealed' })
    schema.index({ subjectId: 1, _id: -1 })
  },
})

/** Where the chain ended when it was last sealed, kept apart from the entries: cutting off the end shows. */
interface AuditSeal {
  _id: string
  seq: number
  hash: string
  at: Date
}
export const AuditSeals = defineModel<AuditSeal>({
  name: 'AuditSeal',
  collection: 'audit_seals',
  definition: { _id: requiredText, seq: { type: Number, required: true }, hash: requiredText, at: requiredInstant },
})

export const mongoAudit = {
  insert: async (entry: AuditEntry, session: ClientSession | null) => {
    await AuditEntries.collection.insertOne(entry as never, session ? { session } : { writeConcern: DURABLE })
  },
  last: () => AuditEntries.collection.findOne({ seq: { $type: 'number' } }, { sort: { seq: -1 } }) as Promise<AuditEntry | null>,
  unsealed: (limit: number) => AuditEntries.collection.find({ seq: null }).sort({ _id: 1 }).limit(limit).toArray() as unknown as Promise<AuditEntry[]>,
  seal: async (id: string, place: { seq: number; prevHash: string; hash: string }) => {
    const done = await AuditEntries.collection.updateOne({ _id: id as never, seq: null }, { $set: place }, { writeConcern: DURABLE })
    return done.modifiedCount === 1
  },
  /** Entries that have no place yet, oldest first. */
  walkUnsealed: () => AuditEntries.collection.find({ seq: null }).sort({ _id: 1 }) as unknown as AsyncIterable<AuditEntry>,
  walk: () => AuditEntries.collection.find({ seq: { $type: 'number' } }).sort({ seq: 1 }) as unknown as AsyncIterable<AuditEntry>,
  /** The last act of this name about a subject, with its place in the chain once it has one. */
  findLast: ({ action, subjectId }: { action: string; subjectId: string }) =>
    AuditEntries.collection.findOne({ subjectId, action }, { sort: { _id: -1 }, projection: { seq: 1, hash: 1 } }) as Promise<Pick<
      AuditEntry,
      'seq' | 'hash'
    > | null>,
  /** Acts of these names about somebody, newest first. */
  listAbout: ({ subjectIds, actions, limit }: { subjectIds: readonly string[]; actions: readonly string[]; limit: number }) =>
    AuditEntries.collection
      .find({ subjectId: { $in: [...subjectIds] }, action: { $in: [...actions] } })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray() as unknown as Promise<AuditEntry[]>,
  /** Subjects an act is on record about, with a place in the chain. */
  findSubjects: (action: string): Promise<string[]> => AuditEntries.collection.distinct('subjectId', { action, seq: { $type: 'number' } }),
  /** How often an act was recorded about each subject before an instant. */
  countBySubject: async function* ({ action, before }: { action: string; before: Date }): AsyncIterable<{ subjectId: string; entries: number }> {
    const counted = AuditEntries.collection.aggregate<{ _id: string; entries: number }>(
      [{ $match: { action, at: { $lt: before } } }, { $group: { _id: '$subjectId', entries: { $sum: 1 } } }],
      { allowDiskUse: true },
    )
    for await (const { _id: subjectId, entries } of counted) yield { subjectId, entries }
  },
  writeSeal: async (seal: { seq: number; hash: string; at: Date }) => {
    await AuditSeals.collection.updateOne({ _id: 'end' as never }, { $set: seal }, { upsert: true, writeConcern: DURABLE })
  },
  readSeal: () => AuditSeals.collection.findOne({ _id: 'end' as never }) as unknown as Promise<AuditSeal | null>,
}
export type AuditStore = typeof mongoAudit
