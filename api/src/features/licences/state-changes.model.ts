import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredText } from '../../platform/db/schema'
import { refusePending, SECOND_PERSON_FIELDS, signPending } from '../../platform/second-person/second-person.model'
import type { Trail } from '../holders'
import { DecidedBefore, type ChangeScope, type StateChange, type StateChangeStore } from './state-changes.store'

const Changes = defineModel<StateChange>({
  name: 'LicenceStateChange',
  collection: 'licence_state_changes',
  definition: {
    ...SECOND_PERSON_FIELDS,
    licenceId: requiredText,
    identifier: requiredText,
    action: requiredText,
    from: requiredText,
    to: requiredText,
    basis: requiredText,
    caseNumber: requiredText,
    organisation: requiredText,
    region: requiredText,
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
    decideIn: async (tx, signed) => {
      if (!(await signPending(Changes, signed, tx as ClientSession))) throw new DecidedBefore()
    },
    refuse: ({ id, refusal, at, act }) =>
      inTransaction(async (session) => {
        const refused = await refusePending(Changes, { id, refusal, at }, session)
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
