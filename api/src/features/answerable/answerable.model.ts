import { AnswerDesk, AnswerState } from '@zsb/shared/answerable'
import mongoose, { type Model, type Schema } from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { Answerable, AnswerableStore } from './answerable.store'

const textOrNull = { type: String, default: null } as const

/** Fields of a record to be answered, with the findings of its kind. */
export const answerableFields = (findings: readonly string[]) => ({
  _id: requiredText,
  office: requiredText,
  desk: { ...requiredText, enum: AnswerDesk.options },
  state: { ...requiredText, enum: AnswerState.options },
  place: requiredText,
  due: { type: Object, required: true },
  dueOn: requiredText,
  openedAt: requiredInstant,
  overdueAt: { type: Date, default: null },
  involved: { type: [String], required: true },
  finding: { ...textOrNull, enum: [...findings, null] },
  answer: textOrNull,
  answeredAt: { type: Date, default: null },
  answeredBy: textOrNull,
})

/** Indexes of its lists. */
export function indexAnswerables(schema: Schema): void {
  schema.index({ office: 1, state: 1, place: 1 })
  schema.index({ desk: 1, state: 1, place: 1 })
  schema.index({ overdueAt: 1, dueOn: 1 }, { partialFilterExpression: { state: 'open' }, name: 'due' })
}

export function createMongoAnswerables<R extends Answerable>(model: Model<R>, { trail }: { trail: Trail }): AnswerableStore<R> {
  return {
    find: ({ id, scope }) =>
      model
        .findOne({ _id: id, ...scope } as never)
        .lean<R>()
        .exec(),
    list: async ({ scope, state, after, limit }) => {
      const beyond = after !== null && { place: mongoose.trusted(state === 'open' ? { $gt: after } : { $lt: after }) }
      const found = await model
        .find({ ...scope, state, ...beyond } as never)
        .sort({ place: state === 'open' ? 1 : -1 })
        .limit(limit + 1)
        .lean<R[]>()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items[items.length - 1]!.place : null }
    },
    answer: ({ id, scope, set, act, tell }) =>
      inTransaction(async (session) => {
        const answered = await model
          .findOneAndUpdate({ _id: id, ...scope, state: 'open' } as never, { $set: { ...set, state: 'answered' } } as never, {
            returnDocument: 'after',
            session,
          })
          .lean<R>()
        if (!answered) return null
        await trail.record(session, act)
        await trail.tell(session, tell)
        return answered
      }),
    listDue: ({ today, limit }) =>
      model
        .find({ state: 'open', overdueAt: null, dueOn: mongoose.trusted({ $lt: today }) } as never)
        .sort({ dueOn: 1 })
        .limit(limit)
        .lean<R[]>()
        .exec(),
    passOn: ({ id, at, act, tell }) =>
      inTransaction(async (session) => {
        const passed = await model.updateOne({ _id: id, state: 'open', overdueAt: null } as never, { $set: { desk: 'platform', overdueAt: at } } as never, {
          session,
        })
        if (passed.modifiedCount !== 1) return false
        await trail.record(session, act)
        if (tell) await trail.tell(session, tell)
        return true
      }),
    postpone: ({ id, due, place, act }) =>
      inTransaction(async (session) => {
        const moved = await model.updateOne({ _id: id, state: 'open', overdueAt: null } as never, { $set: { due, dueOn: due.dueOn, place } } as never, {
          session,
        })
        if (moved.modifiedCount === 1) await trail.record(session, act)
      }),
    recordRead: (act) => inTransaction((session) => trail.record(session, act)),
  }
}
