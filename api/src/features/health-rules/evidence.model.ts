import type { Collection } from 'mongodb'
import mongoose from 'mongoose'
import { EVIDENCE_KINDS } from '@zsb/shared/health-code'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { watchChanges } from '../../platform/db/watch-changes'
import type { Trail } from '../holders'
import type { EvidenceStore, StoredEvidence, StoredNotice } from './evidence.store'

const instantOrNull = { type: Date, default: null } as const

const Notices = defineModel<StoredNotice>({
  name: 'HealthNotice',
  collection: 'health_notices',
  definition: {
    _id: requiredText,
    authority: requiredText,
    authorityName: { type: Object, required: true },
    department: requiredText,
    documentNumber: requiredText,
    kind: { ...requiredText, enum: EVIDENCE_KINDS },
    area: { type: Object, default: null },
    persons: { type: Number, required: true },
    at: requiredInstant,
    countsFrom: instantOrNull,
    second: { type: Object, default: null },
    sha256: requiredText,
    sealed: requiredText,
  },
  configure: (schema) => {
    schema.index({ kind: 1, countsFrom: -1 })
    schema.index({ at: 1 })
  },
})
const Evidence = defineModel<StoredEvidence>({
  name: 'HealthEvidence',
  collection: 'health_evidence',
  definition: {
    _id: requiredText,
    noticeId: requiredText,
    personIndex: requiredText,
    at: requiredInstant,
    countsFrom: instantOrNull,
    sealed: requiredText,
  },
  configure: (schema) => {
    schema.index({ personIndex: 1, countsFrom: -1 })
    schema.index({ noticeId: 1, personIndex: 1 }, { unique: true })
    schema.index({ at: 1 })
  },
})

/** More than anybody has within the months they are kept, and more than a city names. */
const MOST_ABOUT_ONE = 200
const MOST_AREAS = 2_000
/** Equality where there is one, so that the sort comes from the index. */
const among = (indexes: readonly string[]) => (indexes.length === 1 ? indexes[0]! : (mongoose.trusted({ $in: [...indexes] }) as never))
const COUNTS = mongoose.trusted({ $ne: null }) as never

/** Undoes a transaction that has nothing to do any more. */
class MovedOn extends Error {}

const noticesQuery = ({ after, limit }: { after: string | null; limit: number }) =>
  Notices.find(after ? { _id: mongoose.trusted({ $lt: after }) as never } : {})
    // Operators see every notice of the city, as figures.
    .setOptions({ everything: true })
    .sort({ _id: -1 })
    .limit(limit + 1)

export function createMongoEvidence({ trail }: { trail: Trail }): EvidenceStore {
  return {
    add: async (notice, evidence, act) => {
      try {
        await inTransaction(async (session) => {
          await Notices.create([notice], { session })
          if (evidence.length > 0) await Evidence.insertMany(evidence, { session })
          await trail.record(session, act)
        })
        return 'added'
      } catch (cause) {
        if (!isDuplicateKey(cause)) throw cause
        const known = await Notices.findOne({ _id: notice._id }).lean<StoredNotice>().exec()
        return known?.sha256 === notice.sha256 ? 'known' : 'other'
      }
    },
    find: (id) => Notices.findOne({ _id: id }).lean<StoredNotice>().exec(),
    countersign: async ({ id, second, act }) => {
      try {
        await inTransaction(async (session) => {
          const moved = await Notices.updateOne({ _id: id, countsFrom: null }, { $set: { countsFrom: second.at, second } }, { session })
          if (moved.modifiedCount === 0) throw new MovedOn()
          await Evidence.updateMany({ noticeId: id }, { $set: { countsFrom: second.at } }, { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (cause instanceof MovedOn) return false
        throw cause
      }
    },
    list: async (page) => {
      const found = await noticesQuery(page).lean<StoredNotice[]>().exec()
      const items = found.slice(0, page.limit)
      return { items, next: found.length > page.limit ? items[items.length - 1]!._id : null }
    },
    listAbout: (personIndexes) =>
      Evidence.find({ personIndex: among(personIndexes), countsFrom: COUNTS })
        .sort({ countsFrom: -1 })
        .limit(MOST_ABOUT_ONE)
        .lean<StoredEvidence[]>()
        .exec(),
    listAreas: () => Notices.find({ kind: 'riskArea', countsFrom: COUNTS }).sort({ countsFrom: -1 }).limit(MOST_AREAS).lean<StoredNotice[]>().exec(),
    watch: (onCounts) =>
      watchChanges<StoredNotice>({
        collection: () => Notices.collection as unknown as Collection<StoredNotice>,
        pipeline: [
          { $match: { operationType: { $in: ['insert', 'update'] }, 'fullDocument.countsFrom': { $ne: null } } },
          { $project: { 'fullDocument._id': 1, 'fullDocument.kind': 1 } },
        ],
        options: { fullDocument: 'updateLookup' },
        resume: true,
        onChange: (change) => {
          const { fullDocument } = change as { fullDocument?: Pick<StoredNotice, '_id' | 'kind'> }
          if (fullDocument) onCounts(fullDocument)
        },
      }),
  }
}

/** Everything that came in between two instants, of people and of areas: what is left of it once its key is destroyed. May run twice. */
export async function eraseEvidenceBetween({ from, until }: { from: Date; until: Date }): Promise<number> {
  const at = mongoose.trusted({ $gte: from, $lt: until }) as never
  const evidence = await Evidence.deleteMany({ at })
  const notices = await Notices.deleteMany({ at })
  return evidence.deletedCount + notices.deletedCount
}
