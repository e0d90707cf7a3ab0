import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import { DecidedBefore, type ChangeScope, type StateChange, type StateChangeStore } from './state-changes.store'

const person = { personId: String, staffId: String, sessionId: String, deviceId: String }
const Changes = defineModel<StateChange>({
  name: 'LicenceStateChange',
  collection: 'licence_state_changes',
  definition: {
    _id: requiredText,
    licenceId: requiredText,
    identifier: requiredText,
    action: requiredText,
    from: requiredText,
    to: requiredText,
    basis: requiredText,
    caseNumber: requiredText,
    reason: requiredText,
    asker: { type: person, _id: false, required: true },
    organisation: requiredText,
    region: requiredText,
    at: requiredInstant,
    expiresAt: requiredInstant,
    state: requiredText,
    approver: { type: { ...person, shownHash: String, signature: String }, _id: false, default: null },
    decidedAt: { type: Date, default: null },
    refusal: String,
  },
  configure: (schema) => {
    schema.index({ organisation: 1, _id: -1 })
    schema.index({ region: 1, _id: -1 })
    schema.index({ licenceId: 1, state: 1, _id: 1 })
  },
})

/** Named fields only: whatever else stood in a scope does not reach the filter. */
const within = (scope: ChangeScope) => ('organisation' in scope ? { organisation: scope.organisation } : { region: scope.region })

export const changesQuery = ({ scope, after, limit }: { scope: ChangeScope; after: string | null; limit: number }) =>
  Changes.find({ ...within(scope), ...(after && { _id: mongoose.trusted({ $lt: after }) as never }) })
    .sort({ _id: -1 })
    .limit(limit + 1)

export function createMongoStateChanges({ trail }: { trail: Trail }): StateChangeStore {
  return {
    add: async (change, act) => {
      await inTransaction(async (session) => {
        await Changes.create([change], { session })
        await trail.record(session, act)
      })
    },
    addIn: async (tx, change) => {
      await Changes.create([change], { session: tx as ClientSession })
    },
    find: ({ id, scope }) =>
      Changes.findOne({ _id: id, ...within(scope) })
        .lean<StateChange>()
        .exec(),
    list: async (query) => {
      const found = await changesQuery(query).lean<StateChange[]>().exec()
      const items = found.slice(0, query.limit)
      return { items, next: found.length > query.limit ? items[items.length - 1]!._id : null }
    },
    listDoneOf: (licenceId) => Changes.find({ licenceId, state: 'done' }).sort({ _id: 1 }).limit(1_000).lean<StateChange[]>().exec(),
    decideIn: async (tx, { id, approver, at }) => {
      const done = await Changes.updateOne({ _id: id, state: 'pending' }, { $set: { state: 'done', approver, decidedAt: at } } as never, {
        session: tx as ClientSession,
      })
      if (done.modifiedCount !== 1) throw new DecidedBefore()
    },
    refuse: ({ id, refusal, at, act }) =>
      inTransaction(async (session) => {
        const change = { $set: { state: 'refused', refusal, decidedAt: at } }
        const refused = await Changes.findOneAndUpdate({ _id: id, state: 'pending' }, change as never, { session, returnDocument: 'after' }).lean<StateChange>()
        if (refused) await trail.record(session, act)
        return refused
      }),
    overtake: async ({ id, at, act }) => {
      await inTransaction(async (session) => {
        const done = await Changes.updateOne({ _id: id, state: 'pending' }, { $set: { state: 'overtaken', decidedAt: at } } as never, { session })
        if (done.modifiedCount === 1) await trail.record(session, act)
      })
    },
  }
}
