import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredText } from '../../platform/db/schema'
import { expirePending, refusePending, SECOND_PERSON_FIELDS, signPending } from '../../platform/second-person/second-person.model'
import type { Trail } from '../holders'
import type { Publication, PublicationStore } from './publications.store'

const Publications = defineModel<Publication>({
  name: 'ContentPublication',
  collection: 'content_publications',
  definition: {
    ...SECOND_PERSON_FIELDS,
    move: requiredText,
    kind: requiredText,
    code: requiredText,
    version: { type: Number, required: true },
    against: { type: Number, default: null },
    body: { type: Object, default: null },
    effectiveFrom: { type: String, default: null },
    refusal: { type: String, default: null },
    cosigner: { type: Object, default: null },
  },
  // One at a time for each code: two at once would each be read against a version that is gone.
  configure: (schema) =>
    schema.index({ kind: 1, code: 1 }, { unique: true, partialFilterExpression: { state: 'pending' } }).index({ kind: 1, code: 1, version: 1 }),
})

/** A version is published and taken back once. */
const MOST_OF_ONE = 50
/** Versions of a code that a night looks for. */
const MOST_LOOKED_AT = 200

/** Undoes a transaction that has nothing to do any more. */
class MovedOn extends Error {}

export const publicationsQuery = ({ after, limit }: { after: string | null; limit: number }) =>
  Publications.find(after ? { _id: mongoose.trusted({ $lt: after }) as never } : {})
    // Operators answer for the whole city: there is no part of it that they do not see.
    .setOptions({ everything: true })
    .sort({ _id: -1 })
    .limit(limit + 1)

export function createMongoPublications({ trail }: { trail: Trail }): PublicationStore {
  return {
    add: async (publication, act) => {
      const { kind, code, at } = publication
      try {
        await inTransaction(async (session) => {
          await Publications.updateOne(
            { kind, code, state: 'pending', expiresAt: mongoose.trusted({ $lte: at }) as never },
            { $set: { state: 'expired', decidedAt: at } },
            { session },
          )
          await Publications.create([publication], { session })
          await trail.record(session, act)
        })
        return 'added'
      } catch (cause) {
        if (isDuplicateKey(cause)) return 'pending'
        throw cause
      }
    },
    findPending: ({ kind, code }) => Publications.findOne({ kind, code, state: 'pending' }).lean<Publication>().exec(),
    close: ({ id, at, act }) =>
      inTransaction(async (session) => {
        const isClosed = await expirePending(Publications, { id, at }, session)
        if (isClosed) await trail.record(session, act)
        return isClosed
      }),
    find: (id) => Publications.findOne({ _id: id }).lean<Publication>().exec(),
    list: async (query) => {
      const found = await publicationsQuery(query).lean<Publication[]>().exec()
      const items = found.slice(0, query.limit)
      return { items, next: found.length > query.limit ? items[items.length - 1]!._id : null }
    },
    carryOut: async ({ id, approver, at, act, move }) => {
      try {
        await inTransaction(async (session: ClientSession) => {
          if (!(await signPending(Publications, { id, approver, at }, session)) || !(await move(session))) throw new MovedOn()
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (cause instanceof MovedOn || isDuplicateKey(cause)) return false
        throw cause
      }
    },
    cosign: ({ id, cosigner, act }) =>
      inTransaction(async (session) => {
        const signed = await Publications.updateOne({ _id: id, state: 'pending', cosigner: null }, { $set: { cosigner } }, { session })
        if (signed.modifiedCount === 1) await trail.record(session, act)
        return signed.modifiedCount === 1
      }),
    listDone: async (query) => {
      const found = await Publications.find({ ...query, state: 'done' })
        .limit(MOST_OF_ONE)
        .lean<Publication[]>()
        .exec()
      return found.sort(({ _id: one }, { _id: other }) => (one < other ? 1 : -1))
    },
    listPublished: ({ kind, code }) =>
      Publications.find({ kind, code, move: 'publish', state: 'done' }).sort({ version: -1 }).limit(MOST_LOOKED_AT).lean<Publication[]>().exec(),
    refuse: ({ id, refusal, at, act }) =>
      inTransaction(async (session) => {
        const refused = await refusePending(Publications, { id, refusal, at }, session)
        if (refused) await trail.record(session, act)
        return refused
      }),
  }
}
