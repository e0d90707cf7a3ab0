import { SOON_DAYS, type QueueShown } from '@zsb/shared/application'
import { addDays } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import { NumberTaken, type ApplicationRecord, type ApplicationStore, type Page, type QueueQuery, type Recount } from './applications.store'
import { AT_ONCE } from './standing-of-case'

const textOrNull = { type: String, default: null } as const
const count = { type: Number, required: true } as const
export const Applications = defineModel<ApplicationRecord>({
  name: 'Application',
  collection: 'applications',
  definition: {
    _id: requiredText,
    number: textOrNull,
    item: requiredText,
    itemVersion: count,
    form: requiredText,
    formVersion: count,
    office: requiredText,
    region: requiredText,
    assignedTo: textOrNull,
    subjectId: requiredText,
    applicantId: requiredText,
    state: requiredText,
    progress: { type: Object, required: true },
    version: count,
    answers: requiredText,
    sourced: { type: [String], required: true },
    contested: textOrNull,
    materials: { type: [Object], required: true },
    asked: textOrNull,
    later: { type: Object, default: null },
    gapReminder: textOrNull,
    history: { type: [Object], required: true },
    place: textOrNull,
    clockOn: textOrNull,
    calendar: textOrNull,
    startedAt: requiredInstant,
    submittedAt: { type: Date, default: null },
    lastAt: requiredInstant,
    urgedOn: textOrNull,
    licenceId: textOrNull,
    joint: { type: { id: requiredText, part: requiredText, collectedAt: textOrNull }, _id: false, default: null },
    pickUpCode: textOrNull,
    pickUpIndex: textOrNull,
    post: { type: Object, default: null },
    eraseFilesOn: textOrNull,
    sitting: { type: Object, default: null },
  },
  configure: (schema) => {
    schema.index({ subjectId: 1, _id: -1 })
    schema.index({ subjectId: 1, item: 1 }, { unique: true, partialFilterExpression: { state: 'draft' }, name: 'one_draft_per_item' })
    schema.index({ 'joint.id': 1, 'joint.part': 1 }, { unique: true, partialFilterExpression: { 'joint.id': { $exists: true } }, name: 'one_case_per_part' })
    schema.index({ number: 1 }, { unique: true, partialFilterExpression: { number: { $type: 'string' } }, name: 'by_number' })
    schema.index({ pickUpIndex: 1 }, { unique: true, partialFilterExpression: { pickUpIndex: { $type: 'string' } }, name: 'by_pick_up_code' })
    schema.index(
      { applicantId: 1, 'joint.collectedAt': 1, _id: 1 },
      { partialFilterExpression: { pickUpIndex: { $type: 'string' } }, name: 'collected_of_applicant' },
    )
    schema.index({ office: 1, place: 1 }, { partialFilterExpression: { state: 'open' }, name: 'queue' })
    schema.index({ office: 1, assignedTo: 1, place: 1 }, { partialFilterExpression: { state: 'open' }, name: 'queue_by_officer' })
    schema.index({ office: 1, 'progress.status': 1, place: 1 }, { partialFilterExpression: { state: 'open' }, name: 'queue_by_stage' })
    schema.index({ office: 1, region: 1, place: 1 }, { partialFilterExpression: { state: 'open' }, name: 'region_queue' })
    schema.index({ office: 1, region: 1, assignedTo: 1, place: 1 }, { partialFilterExpression: { state: 'open' }, name: 'region_queue_by_officer' })
    schema.index({ office: 1, region: 1, 'progress.status': 1, place: 1 }, { partialFilterExpression: { state: 'open' }, name: 'region_queue_by_stage' })
    schema.index({ clockOn: 1, _id: 1 }, { partialFilterExpression: { clockOn: { $type: 'string' } }, name: 'clock' })
    schema.index({ 'progress.gap.due.dueOn': 1, _id: 1 }, { partialFilterExpression: { gapReminder: 'owed' }, name: 'gap_ending' })
    schema.index({ 'post.askAt': 1, _id: 1 }, { partialFilterExpression: { 'post.askAt': { $type: 'date' } }, name: 'post_to_ask' })
    schema.index({ eraseFilesOn: 1, _id: 1 }, { partialFilterExpression: { eraseFilesOn: { $type: 'string' } }, name: 'files_kept' })
    schema.index({ calendar: 1, _id: 1 }, { partialFilterExpression: { state: 'open' }, name: 'calendar' })
  },
})

/** A case as it was when its days were read; those from before the calendar was kept have none. */
const asCounted = ({ _id, version, clockOn, calendar }: Recount['record']) => ({ _id, state: 'open' as const, version, clockOn, calendar: calendar ?? null })

/** Equality where there is one, so that the sort comes from the index. */
const among = (ids: readonly string[]) => (ids.length === 1 ? ids[0]! : (mongoose.trusted({ $in: [...ids] }) as never as string))

export const ownApplicationsQuery = ({ subjectIds, after, limit }: Page & { subjectIds: readonly string[] }) =>
  Applications.find({ subjectId: among(subjectIds), ...(after && { _id: mongoose.trusted({ $lt: after }) as never }) })
    .sort({ _id: -1 })
    .limit(limit + 1)

export const ofJointQuery = (jointId: string) => Applications.find({ 'joint.id': jointId } as never).sort({ 'joint.part': 1 })

export const collectedQuery = ({ applicantIds, office }: { applicantIds: readonly string[]; office: string }) =>
  Applications.findOne({ applicantId: among(applicantIds), 'joint.collectedAt': office, pickUpIndex: mongoose.trusted({ $type: 'string' }) } as never).sort({
    _id: 1,
  })

/** Places 队列位置 from one day up to another: a place begins with the last day of the first clock; what waits for no clock lies before every day. */
function daysShown(show: QueueShown, today: string): { from: string; to: string | null } {
  switch (show) {
    case 'overdue':
      return { from: addDays(AT_ONCE, 1), to: today }
    case 'today':
      return { from: today, to: addDays(today, 1) }
    case 'soon':
      return { from: today, to: addDays(today, SOON_DAYS + 1) }
    default:
      return { from: '', to: null }
  }
}

/** Each is read in the order of an index that holds it and nothing else. */
export function queueQuery({ office, show = 'all', region, staffIds = [], today, after, limit }: QueueQuery) {
  const { from, to } = daysShown(show, today)
  const place = mongoose.trusted({ $gt: after ?? from, ...(to !== null && { $lt: to }) }) as never
  const whose = show === 'mine' ? { assignedTo: among(staffIds) } : show === 'unassigned' ? { assignedTo: null } : {}
  const stage = show === 'supplied' ? 'supplied' : show === 'toHandOver' ? 'concluded' : null
  const what = stage && { 'progress.status': stage }
  const index = stage ? 'queue_by_stage' : show === 'mine' || show === 'unassigned' ? 'queue_by_officer' : 'queue'
  return Applications.find({ office, ...(region !== undefined && { region }), state: 'open', ...whose, ...what, place } as never)
    .hint(region === undefined ? index : `region_${index}`)
    .sort({ place: 1 })
    .limit(limit + 1)
}

/** Whether cases of an office are open in the name of an account. */
export const hasOpenCases = async ({ office, staffId }: { office: string; staffId: string }): Promise<boolean> =>
  (await Applications.findOne({ office, state: 'open', assignedTo: staffId }).hint('queue_by_officer').select('_id').lean()) !== null

export const dueQuery = ({ today, limit }: { today: string; limit: number }) =>
  Applications.find({ clockOn: mongoose.trusted({ $type: 'string', $lte: today }) as never })
    .sort({ clockOn: 1, _id: 1 })
    .limit(limit)

/** Days are texts, `YYYY-MM-DD`. */
export const gapsEndingQuery = ({ by, limit }: { by: string; limit: number }) =>
  Applications.find({ gapReminder: 'owed', 'progress.gap.due.dueOn': mongoose.trusted({ $lte: by }) } as never)
    .sort({ 'progress.gap.due.dueOn': 1, _id: 1 })
    .limit(limit)

export const toAskPostQuery = ({ at, limit }: { at: Date; limit: number }) =>
  Applications.find({ 'post.askAt': mongoose.trusted({ $type: 'date', $lte: at }) } as never)
    .sort({ 'post.askAt': 1, _id: 1 })
    .limit(limit)

export const filesDueQuery = ({ today, limit }: { today: string; limit: number }) =>
  Applications.find({ eraseFilesOn: mongoose.trusted({ $type: 'string', $lte: today }) as never })
    .sort({ eraseFilesOn: 1, _id: 1 })
    .limit(limit)

/** In the order of the index; a case that was counted leaves it, so the next batch is the first of what is left. */
export const countedOtherwiseQuery = ({ calendar, limit }: { calendar: string; limit: number }) =>
  Applications.find({ state: 'open', calendar: mongoose.trusted({ $ne: calendar }) as never })
    .sort({ calendar: 1, _id: 1 })
    .limit(limit)

function pageOf(found: ApplicationRecord[], limit: number, cursorOf: (record: ApplicationRecord) => string | null) {
  const items = found.slice(0, limit)
  const last = items[items.length - 1]
  return { items, next: found.length > limit && last ? cursorOf(last) : null }
}

export function createMongoApplications({ trail }: { trail: Trail }): ApplicationStore {
  return {
    add: async (record, act, more) => {
      try {
        await inTransaction(async (session) => {
          await more?.alongside(session)
          await Applications.create([record], { session })
          await trail.record(session, act)
          if (more?.tell) await trail.tell(session, more.tell)
        })
        return record
      } catch (cause) {
        if (isDuplicateKey(cause)) return null
        throw cause
      }
    },
    find: (id) => Applications.findById(id).lean<ApplicationRecord>().exec(),
    findByNumber: (number) => Applications.findOne({ number }).lean<ApplicationRecord>().exec(),
    findByPickUpIndex: (pickUpIndex) => Applications.findOne({ pickUpIndex }).lean<ApplicationRecord>().exec(),
    findCollected: (query) => collectedQuery(query).lean<ApplicationRecord>().exec(),
    findDraft: ({ subjectIds, item }) =>
      Applications.findOne({ subjectId: among(subjectIds), item, state: 'draft' })
        .lean<ApplicationRecord>()
        .exec(),
    listOfJoint: (jointId) => ofJointQuery(jointId).lean<ApplicationRecord[]>().exec(),
    listOf: async (query) => pageOf(await ownApplicationsQuery(query).lean<ApplicationRecord[]>().exec(), query.limit, ({ _id }) => _id),
    listQueue: async (query) => pageOf(await queueQuery(query).lean<ApplicationRecord[]>().exec(), query.limit, ({ place }) => place),
    listDue: (query) => dueQuery(query).lean<ApplicationRecord[]>().exec(),
    listCountedOtherwise: (query) => countedOtherwiseQuery(query).lean<ApplicationRecord[]>().exec(),
    listGapsEnding: (query) => gapsEndingQuery(query).lean<ApplicationRecord[]>().exec(),
    remindOfGap: ({ id, act, tell }) =>
      inTransaction(async (session) => {
        const reminded = await Applications.updateOne({ _id: id, gapReminder: 'owed' }, { $set: { gapReminder: 'sent' } }, { session })
        if (reminded.modifiedCount === 0) return
        await trail.record(session, act)
        await trail.tell(session, tell)
      }),
    listToAskPost: (query) => toAskPostQuery(query).lean<ApplicationRecord[]>().exec(),
    notePost: async ({ id, asked, post }) => {
      const asRead = { _id: id, 'progress.status': 'concluded', 'progress.handOver': 'post', 'post.askAt': asked }
      await Applications.updateOne(asRead as never, { $set: { post } })
    },
    recount: ({ record, set, act }) =>
      inTransaction(async (session) => {
        const changed = await Applications.updateOne(asCounted(record), { $set: set }, { session })
        if (changed.matchedCount === 0) return false
        if (act) await trail.record(session, act)
        return true
      }),
    recountUnmoved: async (recounts) => {
      if (recounts.length === 0) return
      const updates = recounts.map(({ record, set }) => ({ updateOne: { filter: asCounted(record), update: { $set: set } } }))
      await Applications.bulkWrite(updates as never, { ordered: false })
    },
    change: async ({ id, version, set, event, act, tell, alongside }) => {
      try {
        return await inTransaction(async (session) => {
          const update = { $set: set, $inc: { version: 1 }, ...(event && { $push: { history: event } }) }
          const changed = await Applications.findOneAndUpdate({ _id: id, version }, update as never, {
            returnDocument: 'after',
            session,
          }).lean<ApplicationRecord>()
          if (!changed) return null
          await alongside?.(session)
          await trail.record(session, act)
          if (tell) await trail.tell(session, tell)
          return changed
        })
      } catch (cause) {
        if (isDuplicateKey(cause)) throw new NumberTaken()
        throw cause
      }
    },
    urge: ({ id, today, act }) =>
      inTransaction(async (session) => {
        const filter = { _id: id, state: 'open', urgedOn: mongoose.trusted({ $ne: today }) }
        const urged = await Applications.findOneAndUpdate(
          filter as never,
          { $set: { urgedOn: today } },
          { returnDocument: 'after', session },
        ).lean<ApplicationRecord>()
        if (urged) await trail.record(session, act)
        return urged
      }),
    listFilesDue: (query) => filesDueQuery(query).lean<ApplicationRecord[]>().exec(),
    eraseFiles: ({ id, on, act, alongside }) =>
      inTransaction(async (session) => {
        const erased = await Applications.updateOne({ _id: id, state: 'over', eraseFilesOn: on }, { $set: { eraseFilesOn: null } }, { session })
        if (erased.modifiedCount === 0) return
        await alongside(session)
        await trail.record(session, act)
      }),
    recordRead: (act) => inTransaction((session) => trail.record(session, act)),
  }
}
