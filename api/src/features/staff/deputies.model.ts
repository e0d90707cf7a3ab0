import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { Deputyship, DeputyStore } from './deputies.store'

const Deputies = defineModel<Deputyship>({
  name: 'StaffDeputy',
  collection: 'staff_deputies',
  definition: {
    _id: requiredText,
    office: requiredText,
    absentId: requiredText,
    deputyId: requiredText,
    from: requiredText,
    until: requiredText,
    state: { ...requiredText, enum: ['open', 'over'] },
    namedBy: requiredText,
    namedAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ absentId: 1 }, { unique: true, partialFilterExpression: { state: 'open' }, name: 'one_deputy' })
    schema.index({ office: 1, _id: -1 })
    schema.index({ deputyId: 1, state: 1, until: 1 })
  },
})

/** An office has a handful of people, and nobody stands in for more. */
const MOST = 50

export function createMongoDeputies({ trail }: { trail: Trail }): DeputyStore {
  return {
    name: async (deputyship, { today, act }) => {
      try {
        await inTransaction(async (session) => {
          const isPast = { absentId: deputyship.absentId, state: 'open' as const, until: mongoose.trusted({ $lt: today }) as never }
          await Deputies.updateMany(isPast, { $set: { state: 'over' } }, { session })
          await Deputies.create([deputyship], { session })
          await trail.record(session, act)
        })
        return deputyship
      } catch (cause) {
        if (isDuplicateKey(cause)) return null
        throw cause
      }
    },
    end: ({ id, office, act }) =>
      inTransaction(async (session) => {
        const ended = await Deputies.findOneAndUpdate(
          { _id: id, office, state: 'open' },
          { $set: { state: 'over' } },
          { session, returnDocument: 'after' },
        ).lean<Deputyship>()
        if (ended) await trail.record(session, act)
        return ended
      }),
    listOf: async ({ office, after, limit }) => {
      const found = await Deputies.find({ office, ...(after && { _id: mongoose.trusted({ $lt: after }) as never }) })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<Deputyship[]>()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
    },
    listOfDeputy: async ({ deputyId, today }) => {
      const found = await Deputies.find({ deputyId, state: 'open', until: mongoose.trusted({ $gte: today }) as never })
        .limit(MOST)
        .lean<Deputyship[]>()
      return found.filter(({ from }) => from <= today)
    },
  }
}
