import { AppealFinding } from '@zsb/shared/health-code'
import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { AppealRecord, AppealStore } from './appeals.store'

const textOrNull = { type: String, default: null } as const
const instantOrNull = { type: Date, default: null } as const

const Appeals = defineModel<AppealRecord>({
  name: 'HealthAppeal',
  collection: 'health_appeals',
  definition: {
    _id: requiredText,
    number: requiredText,
    personId: requiredText,
    appellantId: requiredText,
    text: requiredText,
    files: { type: [String], required: true },
    openedAt: requiredInstant,
    dueAt: requiredInstant,
    place: requiredText,
    state: requiredText,
    overdueAt: instantOrNull,
    finding: { ...textOrNull, enum: [...AppealFinding.options, null] },
    answer: textOrNull,
    answeredAt: instantOrNull,
    answeredBy: textOrNull,
  },
  configure: (schema) =>
    schema
      // One at a time for each person.
      .index({ personId: 1 }, { unique: true, partialFilterExpression: { state: 'open' }, name: 'oneOpen' })
      .index({ personId: 1, _id: -1 })
      .index({ number: 1 }, { unique: true })
      .index({ state: 1, place: 1 })
      .index({ overdueAt: 1, dueAt: 1 }, { partialFilterExpression: { state: 'open' }, name: 'due' })
      .index({ openedAt: 1 }),
})

const among = (ids: readonly string[]) => (ids.length === 1 ? ids[0]! : (mongoose.trusted({ $in: [...ids] }) as never))

/** Undoes a transaction whose files are gone. */
class FilesGone extends Error {}

const appealsQuery = ({ state, after, limit }: { state: 'open' | 'answered'; after: string | null; limit: number }) => {
  const beyond = after === null ? {} : { place: mongoose.trusted(state === 'open' ? { $gt: after } : { $lt: after }) as never }
  return Appeals.find({ state, ...beyond })
    .sort({ place: state === 'open' ? 1 : -1 })
    .limit(limit + 1)
}

export function createMongoAppeals({ trail }: { trail: Trail }): AppealStore {
  return {
    add: async (record, { act, keepFiles }) => {
      try {
        await inTransaction(async (session) => {
          await Appeals.create([record], { session })
          if (!(await keepFiles(session))) throw new FilesGone()
          await trail.record(session, act)
        })
        return 'added'
      } catch (cause) {
        if (cause instanceof FilesGone) return 'files'
        if (isDuplicateKey(cause)) return 'open'
        throw cause
      }
    },
    find: (id) => Appeals.findOne({ _id: id }).lean<AppealRecord>().exec(),
    findOpenByNumber: (number) => Appeals.findOne({ number, state: 'open' }).lean<AppealRecord>().exec(),
    listOwn: ({ personIds, limit }) =>
      Appeals.find({ personId: among(personIds) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<AppealRecord[]>()
        .exec(),
    list: async (query) => {
      const found = await appealsQuery(query).lean<AppealRecord[]>().exec()
      const items = found.slice(0, query.limit)
      return { items, next: found.length > query.limit ? items[items.length - 1]!.place : null }
    },
    answer: ({ id, set, act, tell }) =>
      inTransaction(async (session) => {
        const answered = await Appeals.findOneAndUpdate({ _id: id, state: 'open' }, { $set: { ...set, state: 'answered' } } as never, {
          returnDocument: 'after',
          session,
        }).lean<AppealRecord>()
        if (!answered) return null
        await trail.record(session, act)
        await trail.tell(session, tell)
        return answered
      }),
    withdraw: ({ id, act, letGo }) =>
      inTransaction(async (session) => {
        const withdrawn = await Appeals.findOneAndUpdate({ _id: id, state: 'open' }, { $set: { state: 'withdrawn', files: [] } } as never, {
          returnDocument: 'after',
          session,
        }).lean<AppealRecord>()
        if (!withdrawn) return null
        await letGo(session)
        await trail.record(session, act)
        return withdrawn
      }),
    listDue: ({ at, limit }) =>
      Appeals.find({ state: 'open', overdueAt: null, dueAt: mongoose.trusted({ $lte: at }) as never })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<AppealRecord[]>()
        .exec(),
    markOverdue: ({ id, at, act, tell }) =>
      inTransaction(async (session) => {
        const marked = await Appeals.updateOne({ _id: id, state: 'open', overdueAt: null }, { $set: { overdueAt: at } }, { session })
        if (marked.modifiedCount !== 1) return false
        await trail.record(session, act)
        await trail.tell(session, tell)
        return true
      }),
    recordRead: (act) => inTransaction((session) => trail.record(session, act)),
  }
}
