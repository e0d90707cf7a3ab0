import type { Collection } from 'mongodb'
import mongoose, { type ClientSession } from 'mongoose'
import { EVIDENCE_KINDS } from '@zsb/shared/health-code'
import { endOfDay } from '@zsb/shared/time'
import { createMicroLists } from '../../platform/db/micro-read'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { watchChanges } from '../../platform/db/watch-changes'
import type { Trail } from '../holders'
import type { EvidenceStore, StoredEvidence, StoredNotice, Tally } from './evidence.store'

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
    text: { type: String, default: null },
    sealed: { type: String, default: null },
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

/** How many a department has said alone on a day; nothing of whom. */
const Tallies = defineModel<{ _id: string; counted: number; purgeAt: Date }>({
  name: 'HealthTally',
  collection: 'health_tallies',
  definition: { _id: requiredText, counted: { type: Number, required: true }, purgeAt: requiredInstant },
  configure: (schema) => schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 }),
})

/** More than anybody has within the months they are kept, and more than a city names. */
const MOST_ABOUT_ONE = 200
const MOST_AREAS = 2_000
const MOST_OF_NOTICE = 1_000
const COUNTS = mongoose.trusted({ $ne: null }) as never

/** Undoes a transaction that has nothing to do any more. */
class MovedOn extends Error {}

const TALLY_KEPT_MS = 4 * 86_400_000

/** Whether the department has said more alone with this than it may; of two notices at once, the second one sees the first. */
async function exceeds({ of, day, before, counted, most }: Tally, session: ClientSession): Promise<boolean> {
  const ids = [`${of}:${day}`, `${of}:${before}`]
  await Tallies.updateOne({ _id: ids[0]! }, { $inc: { counted } }, { session })
  const found = await Tallies.find({ _id: mongoose.trusted({ $in: ids }) as never })
    .session(session)
    .lean<{ counted: number }[]>()
  if (found.reduce((sum, each) => sum + each.counted, 0) <= most) return false
  await Tallies.updateOne({ _id: ids[0]! }, { $inc: { counted: -counted } }, { session })
  return true
}

const noticesQuery = ({ after, limit }: { after: string | null; limit: number }) =>
  Notices.find(after ? { _id: mongoose.trusted({ $lt: after }) as never } : {})
    // Operators see every notice of the city, as figures.
    .setOptions({ everything: true })
    .sort({ _id: -1 })
    .limit(limit + 1)

export function createMongoEvidence({ trail }: { trail: Trail }): EvidenceStore {
  const counting = createMicroLists<StoredEvidence>({
    collection: () => Evidence.collection as unknown as Collection<StoredEvidence>,
    of: 'personIndex',
    sort: { countsFrom: -1 },
    filter: { countsFrom: { $ne: null } },
    most: MOST_ABOUT_ONE,
    maxBatch: 500,
  })
  return {
    add: async (notice, evidence, { act, tally }) => {
      if (tally) {
        const begun = { $setOnInsert: { counted: 0, purgeAt: new Date(notice.at.getTime() + TALLY_KEPT_MS) } }
        await Tallies.updateOne({ _id: `${tally.of}:${tally.day}` }, begun, { upsert: true })
      }
      try {
        return await inTransaction(async (session) => {
          await Notices.create([notice], { session })
          const waits = tally !== null && (await exceeds(tally, session))
          if (waits) await Notices.updateOne({ _id: notice._id }, { $set: { countsFrom: null } }, { session })
          const rows = waits ? evidence.map((each) => ({ ...each, countsFrom: null })) : evidence
          if (rows.length > 0) await Evidence.insertMany(rows, { session })
          await trail.record(session, act)
          return waits ? 'waiting' : 'added'
        })
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
    listAbout: (personIndexes) => counting.ofAll(personIndexes),
    listAreas: () => Notices.find({ kind: 'riskArea', countsFrom: COUNTS }).sort({ countsFrom: -1 }).limit(MOST_AREAS).lean<StoredNotice[]>().exec(),
    eachNotice: () => Notices.find({}).setOptions({ everything: true }).sort({ at: 1 }).lean<StoredNotice[]>().cursor(),
    listOfNotice: (noticeId) => Evidence.find({ noticeId }).limit(MOST_OF_NOTICE).lean<StoredEvidence[]>().exec(),
    findOrphans: async (limit) => {
      const found = await Evidence.aggregate<{ _id: string }>([
        { $group: { _id: '$noticeId' } },
        { $lookup: { from: 'health_notices', localField: '_id', foreignField: '_id', as: 'notice' } },
        { $match: { notice: { $size: 0 } } },
        { $limit: limit },
      ]).exec()
      return found.map(({ _id }) => _id)
    },
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

/**
 * Everything about people that came in between two instants: what is left of it once its key is destroyed. An area's notice is about nobody and goes
 * when it does not hold any more: its last day is over, or a newer one of the same area came; those that were left before go then too. May run twice.
 */
export async function eraseEvidenceBetween({ from, until }: { from: Date; until: Date }): Promise<number> {
  const at = mongoose.trusted({ $gte: from, $lt: until }) as never
  const evidence = await Evidence.deleteMany({ at })
  const notices = await Notices.deleteMany({ at, kind: mongoose.trusted({ $ne: 'riskArea' }) as never })
  let areas = 0
  const earlier = Notices.find({ kind: 'riskArea', at: mongoose.trusted({ $lt: until }) as never })
    .sort({ at: 1 })
    .lean<StoredNotice[]>()
    .cursor()
  for await (const { _id, at: cameAt, area } of earlier) {
    const isOver = area !== null && area.until !== null && endOfDay(area.until) < until
    const newer = mongoose.trusted({ $gt: cameAt }) as never
    const isReplaced = await Notices.exists({ kind: 'riskArea', 'area.area.code': area?.area.code ?? '', at: newer, countsFrom: COUNTS } as never)
    if (isOver || isReplaced) areas += (await Notices.deleteOne({ _id })).deletedCount
  }
  return evidence.deletedCount + notices.deletedCount + areas
}
