import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { ErrorReport, ErrorReportStore } from './licences.store'

const textOrNull = { type: String, default: null } as const
const Reports = defineModel<ErrorReport>({
  name: 'LicenceErrorReport',
  collection: 'licence_error_reports',
  definition: {
    _id: requiredText,
    licenceId: requiredText,
    licenceType: requiredText,
    subjectId: requiredText,
    reporterId: requiredText,
    field: textOrNull,
    text: requiredText,
    at: requiredInstant,
    state: requiredText,
    answer: textOrNull,
    outcome: textOrNull,
    answeredAt: { type: Date, default: null },
    answeredBy: textOrNull,
  },
  configure: (schema) => {
    schema.index({ subjectId: 1, licenceId: 1, _id: -1 })
    schema.index({ subjectId: 1, licenceId: 1, field: 1 }, { unique: true, partialFilterExpression: { state: 'open' }, name: 'one_open_per_field' })
    schema.index({ licenceType: 1, _id: -1 }, { partialFilterExpression: { state: 'open' }, name: 'open_by_type' })
  },
})

/** Sorted by id over several types: one walk of the index for each, merged. */
export const openReportsQuery = ({ licenceTypes, after, limit }: { licenceTypes: readonly string[]; after: string | null; limit: number }) =>
  Reports.find({
    licenceType: mongoose.trusted({ $in: [...licenceTypes] }) as never,
    state: 'open',
    ...(after && { _id: mongoose.trusted({ $lt: after }) as never }),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)

export function createMongoErrorReports({ trail }: { trail: Trail }): ErrorReportStore {
  return {
    add: async (report, act) => {
      try {
        await inTransaction(async (session) => {
          await Reports.create([report], { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (isDuplicateKey(cause)) return false
        throw cause
      }
    },
    find: (id) => Reports.findById(id).lean<ErrorReport>().exec(),
    listOfLicence: ({ licenceId, subjectId, limit }) => Reports.find({ subjectId, licenceId }).sort({ _id: -1 }).limit(limit).lean<ErrorReport[]>().exec(),
    recordRead: (act) => inTransaction((session) => trail.record(session, act)),
    listOpen: async (query) => {
      if (query.licenceTypes.length === 0) return { items: [], next: null }
      const found = await openReportsQuery(query).lean<ErrorReport[]>().exec()
      const items = found.slice(0, query.limit)
      return { items, next: found.length > query.limit ? items[items.length - 1]!._id : null }
    },
    answer: ({ id, licenceTypes, answer, outcome, by, at, act, tell }) =>
      inTransaction(async (session) => {
        const filter = { _id: id, state: 'open', licenceType: mongoose.trusted({ $in: [...licenceTypes] }) as never }
        const change = { $set: { state: 'answered', answer, outcome, answeredAt: at, answeredBy: by } }
        const answered = await Reports.findOneAndUpdate(filter as never, change as never, { returnDocument: 'after', session }).lean<ErrorReport>()
        if (!answered) return null
        await trail.record(session, act)
        if (tell) await trail.tell(session, tell)
        return answered
      }),
  }
}
