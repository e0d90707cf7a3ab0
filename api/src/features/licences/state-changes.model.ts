import mongoose from 'mongoose'
import { DURABLE } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { StateChange, StateChangeStore } from './state-changes.store'

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
    caseNumber: requiredText,
    reason: requiredText,
    asker: { type: person, _id: false, required: true },
    organisation: requiredText,
    at: requiredInstant,
    state: requiredText,
    approver: { type: person, _id: false, default: null },
    decidedAt: { type: Date, default: null },
  },
  configure: (schema) => schema.index({ organisation: 1, _id: -1 }),
})

export const mongoStateChanges: StateChangeStore = {
  add: async (change) => {
    await Changes.collection.insertOne(change as never, { writeConcern: DURABLE })
  },
  find: ({ id, organisation }) => Changes.findOne({ _id: id, organisation }).lean<StateChange>().exec(),
  list: async ({ organisation, after, limit }) => {
    const found = await Changes.find({ organisation, ...(after && { _id: mongoose.trusted({ $lt: after }) }) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<StateChange[]>()
    const items = found.slice(0, limit)
    return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
  },
  decide: async ({ id, state, approver, at }) => {
    const done = await Changes.updateOne({ _id: id, state: 'pending' }, { $set: { state, approver, decidedAt: at } })
    return done.modifiedCount === 1
  },
}
