import { CallBackFinding } from '@zsb/shared/rating'
import mongoose from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { CallBackRecord, CallBackStore } from './ratings.store'

const textOrNull = { type: String, default: null } as const

export const CallBacks = defineModel<CallBackRecord>({
  name: 'RatingCallBack',
  collection: 'rating_call_backs',
  definition: {
    _id: requiredText,
    office: requiredText,
    desk: { ...requiredText, enum: ['office', 'platform'] },
    state: { ...requiredText, enum: ['open', 'answered'] },
    place: requiredText,
    due: { type: Object, required: true },
    dueOn: requiredText,
    openedAt: requiredInstant,
    overdueAt: { type: Date, default: null },
    involved: { type: [String], required: true },
    finding: { ...textOrNull, enum: [...CallBackFinding.options, null] },
    answer: textOrNull,
    answeredAt: { type: Date, default: null },
    answeredBy: textOrNull,
  },
  configure: (schema) => {
    schema.index({ office: 1, state: 1, place: 1 })
    schema.index({ desk: 1, state: 1, place: 1 })
    schema.index({ overdueAt: 1, dueOn: 1 }, { partialFilterExpression: { state: 'open' }, name: 'due' })
  },
})

export function createMongoCallBacks({ trail }: { trail: Trail }): CallBackStore {
  return {
    findByIds: (ids) =>
      ids.length === 0
        ? Promise.resolve([])
        : CallBacks.find({ _id: mongoose.trusted({ $in: [...ids] }) as never })
            .lean<CallBackRecord[]>()
            .exec(),
    find: ({ id, scope }) =>
      CallBacks.findOne({ _id: id, ...scope })
        .lean<CallBackRecord>()
        .exec(),
    list: async ({ scope, state, after, limit }) => {
      const beyond = after !== null && { place: mongoose.trusted(state === 'open' ? { $gt: after } : { $lt: after }) as never }
      const found = await CallBacks.find({ ...scope, state, ...beyond })
        .sort({ place: state === 'open' ? 1 : -1 })
        .limit(limit + 1)
        .lean<CallBackRecord[]>()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items[items.length - 1]!.place : null }
    },
    answer: ({ id, scope, set, act, tell }) =>
      inTransaction(async (session) => {
        const answered = await CallBacks.findOneAndUpdate(
          { _id: id, ...scope, state: 'open' },
          { $set: { ...set, state: 'answered' } },
          { returnDocument: 'after', session },
        ).lean<CallBackRecord>()
        if (!answered) return null
        await trail.record(session, act)
        await trail.tell(session, tell)
        return answered
      }),
    listDue: ({ today, limit }) =>
      CallBacks.find({ state: 'open', overdueAt: null, dueOn: mongoose.trusted({ $lt: today }) as never })
        .sort({ dueOn: 1 })
        .limit(limit)
        .lean<CallBackRecord[]>()
        .exec(),
    passOn: ({ id, at, act, tell }) =>
      inTransaction(async (session) => {
        const passed = await CallBacks.updateOne({ _id: id, state: 'open', overdueAt: null }, { $set: { desk: 'platform', overdueAt: at } }, { session })
        if (passed.modifiedCount !== 1) return false
        await trail.record(session, act)
        if (tell) await trail.tell(session, tell)
        return true
      }),
    postpone: ({ id, due, place, act }) =>
      inTransaction(async (session) => {
        const moved = await CallBacks.updateOne({ _id: id, state: 'open', overdueAt: null }, { $set: { due, dueOn: due.dueOn, place } }, { session })
        if (moved.modifiedCount === 1) await trail.record(session, act)
      }),
    recordRead: (act) => inTransaction((session) => trail.record(session, act)),
  }
}
