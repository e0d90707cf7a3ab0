import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredText } from '../../platform/db/schema'
import { expirePending, refusePending, SECOND_PERSON_FIELDS, signPending } from '../../platform/second-person/second-person.model'
import type { Trail } from '../holders'
import type { Activation, ActivationStore } from './activations.store'

const words = { type: { zh: requiredText, en: requiredText }, _id: false, required: true }

const Activations = defineModel<Activation>({
  name: 'HealthActivation',
  collection: 'health_activations',
  definition: {
    ...SECOND_PERSON_FIELDS,
    documentNumber: requiredText,
    authority: words,
    area: requiredText,
    purpose: words,
    endsOn: requiredText,
    refusal: { type: String, default: null },
  },
  configure: (schema) =>
    schema
      // One at a time waits: two at once would each be read without the other.
      .index({ state: 1 }, { unique: true, partialFilterExpression: { state: 'pending' }, name: 'onePending' })
      .index({ state: 1, decidedAt: -1 }),
})

const activationsQuery = ({ after, limit }: { after: string | null; limit: number }) =>
  Activations.find(after ? { _id: mongoose.trusted({ $lt: after }) as never } : {})
    // Operators answer for the whole city: there is no part of it that they do not see.
    .setOptions({ everything: true })
    .sort({ _id: -1 })
    .limit(limit + 1)

interface Parts {
  trail: Trail
  /** First in the transaction that signs: false while it is ended, or has been this moment. Two at once are a conflict of the two transactions. */
  mayBegin: (tx: unknown, at: Date) => Promise<boolean>
}

export function createMongoActivations({ trail, mayBegin }: Parts): ActivationStore {
  return {
    add: async (activation, act) => {
      const { at } = activation
      try {
        await inTransaction(async (session) => {
          const lapsed = { state: 'pending' as const, expiresAt: mongoose.trusted({ $lte: at }) as never }
          await Activations.updateOne(lapsed, { $set: { state: 'expired', decidedAt: at } }, { session })
          await Activations.create([activation], { session })
          await trail.record(session, act)
        })
        return 'added'
      } catch (cause) {
        if (isDuplicateKey(cause)) return 'pending'
        throw cause
      }
    },
    find: (id) => Activations.findOne({ _id: id }).lean<Activation>().exec(),
    findPending: () => Activations.findOne({ state: 'pending' }).lean<Activation>().exec(),
    close: ({ id, at, act }) =>
      inTransaction(async (session) => {
        const isClosed = await expirePending(Activations, { id, at }, session)
        if (isClosed) await trail.record(session, act)
        return isClosed
      }),
    eachSigned: () => Activations.find({ state: 'done' }).sort({ decidedAt: -1 }).lean<Activation[]>().cursor(),
    list: async (query) => {
      const found = await activationsQuery(query).lean<Activation[]>().exec()
      const items = found.slice(0, query.limit)
      return { items, next: found.length > query.limit ? items[items.length - 1]!._id : null }
    },
    sign: ({ id, approver, at, act }) =>
      inTransaction(async (session) => {
        if (!(await mayBegin(session, at))) return 'ending'
        if (!(await signPending(Activations, { id, approver, at }, session))) return 'closed'
        await trail.record(session, act)
        return 'signed'
      }),
    refuse: ({ id, refusal, at, act }) =>
      inTransaction(async (session) => {
        const refused = await refusePending(Activations, { id, refusal, at }, session)
        if (refused) await trail.record(session, act)
        return refused
      }),
  }
}
