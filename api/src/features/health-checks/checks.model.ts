import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { CheckStore, HealthCheck } from './checks.store'

const Checks = defineModel<HealthCheck>({
  name: 'HealthCheck',
  collection: 'health_checks',
  definition: {
    _id: requiredText,
    at: requiredInstant,
    state: requiredText,
    endedAt: { type: Date, default: null },
    people: { type: Number, required: true },
    findings: { type: [Object], required: true },
  },
  configure: (schema) =>
    schema
      // One at a time, whoever asked for it.
      .index({ endedAt: 1 }, { unique: true, partialFilterExpression: { state: { $in: ['waiting', 'running'] } }, name: 'oneOpen' })
      .index({ state: 1 }),
})

/** Hours in which a clock was off, by the database's own. */
const ClockMarks = defineModel<{ _id: string; at: Date; offMs: number }>({
  name: 'HealthClockMark',
  collection: 'health_clock_marks',
  definition: { _id: requiredText, at: requiredInstant, offMs: { type: Number, required: true } },
  configure: (schema) => schema.index({ at: 1 }, { expireAfterSeconds: 400 * 86_400 }),
})

const OPEN = mongoose.trusted({ $in: ['waiting', 'running'] }) as never

export const checksQuery = ({ after, limit }: { after: string | null; limit: number }) =>
  Checks.find(after ? { _id: mongoose.trusted({ $lt: after }) as never } : {})
    // Operators answer for the whole city: there is no part of it that they do not see.
    .setOptions({ everything: true })
    .sort({ _id: -1 })
    .limit(limit + 1)

export function createMongoChecks({ trail }: { trail: Trail }): CheckStore {
  return {
    add: async (check, act) => {
      try {
        await inTransaction(async (session) => {
          await Checks.create([check], { session })
          if (act) await trail.record(session, act)
        })
        return 'added'
      } catch (cause) {
        if (isDuplicateKey(cause)) return 'known'
        throw cause
      }
    },
    findOpen: () => Checks.findOne({ state: OPEN }).lean<HealthCheck>().exec(),
    findLast: () =>
      checksQuery({ after: null, limit: 0 })
        .lean<HealthCheck[]>()
        .exec()
        .then(([last = null]) => last),
    findLastEnded: async () => (await Checks.findOne({ state: 'done' }).sort({ _id: -1 }).lean<HealthCheck>())?.endedAt ?? null,
    save: async ({ id, set }) => void (await Checks.updateOne({ _id: id }, { $set: set })),
    list: async (query) => {
      const found = await checksQuery(query).lean<HealthCheck[]>().exec()
      const items = found.slice(0, query.limit)
      return { items, next: found.length > query.limit ? items[items.length - 1]!._id : null }
    },
    markClock: async ({ at, offMs }) => {
      const hour = at.toISOString().slice(0, 13)
      await ClockMarks.updateOne({ _id: hour }, { $max: { offMs: Math.abs(offMs) }, $setOnInsert: { at } }, { upsert: true })
    },
    listClockMarks: async ({ since, limit }) =>
      (
        await ClockMarks.find({ at: mongoose.trusted({ $gte: since }) as never })
          .sort({ at: 1 })
          .limit(limit)
          .lean<{ at: Date }[]>()
      ).map(({ at }) => at),
  }
}
