import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { refusePending, SECOND_PERSON_FIELDS, signPending } from '../../platform/second-person/second-person.model'
import type { Trail } from '../holders'
import { MOST_ATTEMPTS, type ContactQuery, type ContactQueryStore, type LookedUp } from './queries.store'

const number = { type: Number, default: null } as const
const Queries = defineModel<ContactQuery>({
  name: 'ContactQuery',
  collection: 'health_contact_queries',
  definition: {
    ...SECOND_PERSON_FIELDS,
    documentNumber: requiredText,
    placeId: requiredText,
    placeName: requiredText,
    fromDay: requiredText,
    toDay: requiredText,
    tellAfterDays: { type: Number, required: true },
    refusal: { type: String, default: null },
    handedAt: { type: Date, default: null },
    visits: number,
    persons: number,
    attempts: { type: Number, default: 0 },
    tryAfter: { type: Date, default: null },
  },
  configure: (schema) => schema.index({ decidedAt: 1 }, { partialFilterExpression: { state: 'done', handedAt: null }, name: 'toHandOver' }),
})
const People = defineModel<LookedUp>({
  name: 'LookedUp',
  collection: 'health_contact_people',
  definition: {
    _id: requiredText,
    queryId: requiredText,
    person: requiredText,
    at: requiredInstant,
    tellOn: requiredInstant,
    told: { type: Boolean, required: true },
    attempts: { type: Number, default: 0 },
  },
  configure: (schema) => schema.index({ tellOn: 1 }, { partialFilterExpression: { told: false }, name: 'toTell' }),
})

interface Parts {
  trail: Trail
  /** When the health code ended for good the last time, as a transaction sees it. */
  findEnd: (session: ClientSession) => Promise<Date | null>
}

/** Undoes a transaction that has nothing to do any more. */
class MovedOn extends Error {}

const queriesQuery = ({ after, limit }: { after: string | null; limit: number }) =>
  Queries.find(after ? { _id: mongoose.trusted({ $lt: after }) as never } : {})
    // Operators answer for the whole city: there is no part of it that they do not see.
    .setOptions({ everything: true })
    .sort({ _id: -1 })
    .limit(limit + 1)

export function createMongoContactQueries({ trail, findEnd }: Parts): ContactQueryStore {
  return {
    add: async (query, act) => {
      await inTransaction(async (session) => {
        await Queries.create([query], { session })
        await trail.record(session, act)
      })
    },
    find: (id) => Queries.findOne({ _id: id }).lean<ContactQuery>().exec(),
    list: async (page) => {
      const found = await queriesQuery(page).lean<ContactQuery[]>().exec()
      const items = found.slice(0, page.limit)
      return { items, next: found.length > page.limit ? items[items.length - 1]!._id : null }
    },
    sign: ({ id, approver, at, act }) =>
      inTransaction(async (session) => {
        const signed = await signPending(Queries, { id, approver, at }, session)
        if (signed) await trail.record(session, act)
        return signed
      }),
    refuse: ({ id, refusal, at, act }) =>
      inTransaction(async (session) => {
        const refused = await refusePending(Queries, { id, refusal, at }, session)
        if (refused) await trail.record(session, act)
        return refused
      }),
    findToHandOver: ({ at }) =>
      Queries.findOne({ state: 'done', handedAt: null, tryAfter: mongoose.trusted({ $not: { $gt: at } }) as never })
        .sort({ decidedAt: 1 })
        .lean<ContactQuery>()
        .exec(),
    putOff: async ({ id, attempts, tryAfter }) => void (await Queries.updateOne({ _id: id, handedAt: null }, { $set: { attempts, tryAfter } })),
    close: ({ id, act }) =>
      inTransaction(async (session) => {
        const closed = await Queries.updateOne({ _id: id, state: 'done', handedAt: null }, { $set: { state: 'expired' } }, { session })
        if (closed.modifiedCount === 1) await trail.record(session, act)
      }),
    eachSigned: () => Queries.find({ state: 'done' }).setOptions({ everything: true }).sort({ _id: 1 }).lean<ContactQuery[]>().cursor(),
    handedOver: async ({ id, at, signedAt, visits, people, act }) => {
      try {
        await inTransaction(async (session) => {
          const ended = await findEnd(session)
          if (ended && ended >= signedAt) throw new MovedOn()
          const moved = await Queries.updateOne({ _id: id, handedAt: null }, { $set: { handedAt: at, visits, persons: people.length } }, { session })
          if (moved.modifiedCount === 0) throw new MovedOn()
          if (people.length > 0) await People.insertMany(people, { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (cause instanceof MovedOn) return false
        throw cause
      }
    },
    listToTell: ({ by, limit }) =>
      People.find({ told: false, tellOn: mongoose.trusted({ $lte: by }) as never, attempts: mongoose.trusted({ $not: { $gte: MOST_ATTEMPTS } }) as never })
        .sort({ tellOn: 1 })
        .limit(limit)
        .lean<LookedUp[]>()
        .exec(),
    told: ({ id, act }) =>
      inTransaction(async (session) => {
        const moved = await People.updateOne({ _id: id, told: false }, { $set: { told: true } }, { session })
        if (moved.modifiedCount === 1) await trail.record(session, act)
      }),
    notTold: async ({ id, tellOn }) => void (await People.updateOne({ _id: id, told: false }, { $set: { tellOn }, $inc: { attempts: 1 } })),
  }
}
