import type { Collection } from 'mongodb'
import type { ClientSession } from 'mongoose'
import mongoose from 'mongoose'
import { apartCollection } from '../../platform/db/apart'
import { DURABLE, inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredText } from '../../platform/db/schema'
import { watchChanges } from '../../platform/db/watch-changes'
import type { ErasableKeyStore } from '../../platform/erasure/erasable-keys.model'
import { periodOf } from '../../platform/erasure/period'
import { refusePending, SECOND_PERSON_FIELDS, signPending } from '../../platform/second-person/second-person.model'
import type { Trail } from '../holders'
import type { StoredProof, Sunset, SunsetStore } from './sunsets.store'

const Sunsets = defineModel<Sunset>({
  name: 'HealthSunset',
  collection: 'health_sunsets',
  definition: {
    ...SECOND_PERSON_FIELDS,
    documentNumber: requiredText,
    refusal: { type: String, default: null },
    steps: { type: [Object], required: true },
    proven: { type: Number, required: true },
    proofs: { type: Number, required: true },
    finished: { type: Boolean, required: true },
  },
  configure: (schema) =>
    schema
      .index({ state: 1, decidedAt: -1 })
      // One at a time waits or is worked off.
      .index({ finished: 1 }, { unique: true, partialFilterExpression: { finished: false }, name: 'oneOpen' }),
})
const native = () => Sunsets.collection

/** When it ended for good: one document, apart from the records. */
interface End {
  _id: 'healthCode'
  at: Date
  sunsetId: string
}
const ends = () => apartCollection<End>('health_ends')
const proofs = () => apartCollection<StoredProof>('health_proofs')

/** Whoever switches on or off writes here first, in his transaction: of two at once the second one sees the first. */
interface Turn {
  _id: 'switch'
  at: Date
}
const turns = () => apartCollection<Turn>('health_turns')

/** False where something was switched at this instant or after it. */
export async function takeSwitchTurn(tx: unknown, at: Date): Promise<boolean> {
  // Not in the transaction, where two who make it at once would be a duplicate, not a conflict.
  await turns().updateOne({ _id: 'switch' }, { $setOnInsert: { at: new Date(0) } }, { upsert: true })
  const before = await turns().findOneAndUpdate({ _id: 'switch' }, { $max: { at } }, { session: tx as ClientSession, returnDocument: 'before' })
  return before !== null && before.at < at
}

const sunsetsQuery = ({ after, limit }: { after: string | null; limit: number }) =>
  Sunsets.find(after ? { _id: mongoose.trusted({ $lt: after }) as never } : {})
    // Operators answer for the whole city: there is no part of it that they do not see.
    .setOptions({ everything: true })
    .sort({ _id: -1 })
    .limit(limit + 1)

/** What records that came to be then add to the counts of their months. */
function countsOf(step: number, taken: readonly Date[]) {
  const counts: Record<string, number> = {}
  const from: Record<string, Date> = {}
  const until: Record<string, Date> = {}
  for (const at of taken) {
    const place = `steps.${step}.periods.${periodOf(at)}`
    counts[`${place}.records`] = (counts[`${place}.records`] ?? 0) + 1
    if (!from[`${place}.from`] || at < from[`${place}.from`]!) from[`${place}.from`] = at
    if (!until[`${place}.until`] || at > until[`${place}.until`]!) until[`${place}.until`] = at
  }
  return { $inc: counts, $min: from, $max: until }
}

export function createMongoSunsets({ trail, keys }: { trail: Trail; keys: Pick<ErasableKeyStore, 'close'> }): SunsetStore {
  return {
    add: async (sunset, act) => {
      const { at } = sunset
      try {
        await inTransaction(async (session) => {
          const lapsed = { state: 'pending' as const, expiresAt: mongoose.trusted({ $lte: at }) as never }
          await Sunsets.updateOne(lapsed, { $set: { state: 'expired', decidedAt: at, finished: true } }, { session })
          await Sunsets.create([sunset], { session })
          await trail.record(session, act)
        })
        return 'added'
      } catch (cause) {
        if (isDuplicateKey(cause)) return 'pending'
        throw cause
      }
    },
    find: (id) => Sunsets.findOne({ _id: id }).lean<Sunset>().exec(),
    list: async (query) => {
      const found = await sunsetsQuery(query).lean<Sunset[]>().exec()
      const items = found.slice(0, query.limit)
      return { items, next: found.length > query.limit ? items[items.length - 1]!._id : null }
    },
    sign: ({ id, approver, at, keyKinds, act }) =>
      inTransaction(async (session) => {
        if (!(await takeSwitchTurn(session, at))) return 'later'
        if (!(await signPending(Sunsets, { id, approver, at }, session))) return 'closed'
        await ends().updateOne({ _id: 'healthCode' }, { $set: { at, sunsetId: id } }, { upsert: true, session })
        await keys.close({ kinds: keyKinds, at }, session)
        await trail.record(session, act)
        return 'signed'
      }),
    refuse: ({ id, refusal, at, act }) =>
      inTransaction(async (session) => {
        const refused = await refusePending(Sunsets, { id, refusal, at }, session)
        if (!refused) return null
        await Sunsets.updateOne({ _id: id }, { $set: { finished: true } }, { session })
        await trail.record(session, act)
        return refused
      }),
    findEnd: async (session) =>
      (await ends().findOne({ _id: 'healthCode' }, session ? { session: session as ClientSession } : { readConcern: { level: 'majority' } }))?.at ?? null,
    watchEnds: (onEnd) =>
      watchChanges<End>({
        collection: () => ends() as unknown as Collection<End>,
        options: { fullDocument: 'updateLookup' },
        resume: true,
        onChange: (change) => {
          const { fullDocument } = change as { fullDocument?: End }
          if (fullDocument) onEnd(fullDocument.sunsetId)
        },
      }),
    findOpen: () => Sunsets.findOne({ finished: false, state: 'done' }).lean<Sunset>().exec(),
    findInTheWay: () => Sunsets.findOne({ finished: false }).setOptions({ everything: true }).lean<Sunset>().exec(),
    close: ({ id, state, at, act }) =>
      inTransaction(async (session) => {
        const set = state === 'done' ? { finished: true } : { finished: true, state: 'expired', decidedAt: at }
        const closed = await native().updateOne({ _id: id as never, state, finished: false }, { $set: set }, { session })
        if (closed.modifiedCount === 1) await trail.record(session, act)
        return closed.modifiedCount === 1
      }),
    eachSigned: () => Sunsets.find({ state: 'done' }).setOptions({ everything: true }).sort({ decidedAt: -1 }).lean<Sunset[]>().cursor(),
    beginStep: async ({ id, step, total, texts }) => {
      const begun = { [`steps.${step}.state`]: 'erasing', [`steps.${step}.total`]: total, [`steps.${step}.texts`]: texts }
      await native().updateOne({ _id: id as never, [`steps.${step}.state`]: 'waiting' }, { $set: begun }, { writeConcern: DURABLE })
    },
    takeSome: ({ id, step, take }) =>
      inTransaction(async (session: ClientSession) => {
        const taken = await take(session)
        if (taken.length > 0) await native().updateOne({ _id: id as never }, countsOf(step, taken), { session })
        return taken.length
      }),
    finishStep: async ({ id, step }) => {
      await native().updateOne({ _id: id as never }, { $set: { [`steps.${step}.state`]: 'erased' } }, { writeConcern: DURABLE })
    },
    recordErased: (act) => inTransaction((session) => trail.record(session, act)),
    publish: async ({ id, no, proven, finished, proof, act }) => {
      try {
        await inTransaction(async (session) => {
          await proofs().insertOne(proof, { session })
          await native().updateOne({ _id: id as never }, { $set: { proven, finished, proofs: no } }, { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (!isDuplicateKey(cause)) throw cause
        await native().updateOne({ _id: id as never, finished: false }, { $max: { proofs: no } }, { writeConcern: DURABLE })
        return false
      }
    },
    readProofs: (limit) => proofs().find().sort({ _id: -1 }).limit(limit).toArray(),
  }
}
