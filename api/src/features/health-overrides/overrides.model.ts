import type { Collection } from 'mongodb'
import { OverrideBasisKind, type HealthColour } from '@zsb/shared/health-code'
import mongoose, { type ClientSession } from 'mongoose'
import { createMicroLists } from '../../platform/db/micro-read'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { watchChanges } from '../../platform/db/watch-changes'
import { expirePending, refusePending, SECOND_PERSON_FIELDS, signPending } from '../../platform/second-person/second-person.model'
import type { Trail } from '../holders'
import type { OverrideRecord, OverrideStore } from './overrides.store'

const Overrides = defineModel<OverrideRecord>({
  name: 'HealthOverride',
  collection: 'health_overrides',
  definition: {
    ...SECOND_PERSON_FIELDS,
    personId: requiredText,
    colour: requiredText,
    basis: { type: { kind: { ...requiredText, enum: OverrideBasisKind.options }, reference: requiredText }, _id: false, required: true },
    endsOn: requiredText,
    until: requiredInstant,
    cosigner: { type: Object, default: null },
    refusal: { type: String, default: null },
    revoking: { type: Object, default: null },
    revoked: { type: Object, default: null },
  },
  configure: (schema) =>
    schema
      // One at a time for each person: two at once would each be read without the other.
      .index({ personId: 1 }, { unique: true, partialFilterExpression: { state: 'pending' }, name: 'onePending' })
      .index({ personId: 1, state: 1, until: -1 })
      .index({ state: 1, personId: 1 })
      .index({ personId: 1, at: -1 })
      .index({ 'basis.reference': 1 })
      .index({ state: 1, decidedAt: 1 })
      .index({ at: 1 }),
})

/** Whoever signs towards yellow or red writes here first, so that of two at once the second one sees the first. */
const Turns = defineModel<{ _id: string; turns: number }>({
  name: 'HealthOverrideTurns',
  collection: 'health_override_turns',
  definition: { _id: requiredText, turns: { type: Number, required: true } },
})

/** More than anybody has within the days they hold, and more than rest on one case. */
const MOST_OF_ONE = 50
const STRICT = mongoose.trusted({ $in: ['yellow', 'red'] }) as never

/** Undoes a transaction, and says why. */
class Stopped extends Error {
  constructor(readonly why: 'closed' | 'third') {
    super(why)
  }
}

export const overridesQuery = ({ after, limit }: { after: string | null; limit: number }) =>
  Overrides.find(after ? { _id: mongoose.trusted({ $lt: after }) as never } : {})
    // Operators answer for the whole city: there is no part of it that they do not see.
    .setOptions({ everything: true })
    .sort({ _id: -1 })
    .limit(limit + 1)

/** @param until without one, also those signed by a clock that goes ahead of this one */
const strictBetween = ({ personId, since, until }: { personId: string; since: Date; until?: Date }) =>
  Overrides.find({
    state: 'done',
    decidedAt: mongoose.trusted({ $gte: since, ...(until && { $lte: until }) }) as never,
    colour: STRICT,
    personId: mongoose.trusted({ $ne: personId }) as never,
  })

export function createMongoOverrides({ trail }: { trail: Trail }): OverrideStore {
  const native = () => Overrides.collection as unknown as Collection<OverrideRecord>
  const signed = createMicroLists<OverrideRecord>({
    collection: native,
    of: 'personId',
    sort: { until: -1 },
    filter: { state: 'done' },
    most: MOST_OF_ONE,
    maxBatch: 500,
  })
  return {
    add: async (record, act) => {
      const { personId, at } = record
      try {
        await inTransaction(async (session) => {
          const lapsed = { personId, state: 'pending' as const, expiresAt: mongoose.trusted({ $lte: at }) as never }
          await Overrides.updateOne(lapsed, { $set: { state: 'expired', decidedAt: at } }, { session })
          await Overrides.create([record], { session })
          await trail.record(session, act)
        })
        return 'added'
      } catch (cause) {
        if (isDuplicateKey(cause)) return 'pending'
        throw cause
      }
    },
    findPending: (personId) => Overrides.findOne({ personId, state: 'pending' }).lean<OverrideRecord>().exec(),
    close: ({ id, at, act }) =>
      inTransaction(async (session) => {
        const isClosed = await expirePending(Overrides, { id, at }, session)
        if (isClosed) await trail.record(session, act)
        return isClosed
      }),
    find: (id) => Overrides.findOne({ _id: id }).lean<OverrideRecord>().exec(),
    list: async (query) => {
      const found = await overridesQuery(query).lean<OverrideRecord[]>().exec()
      const items = found.slice(0, query.limit)
      return { items, next: found.length > query.limit ? items[items.length - 1]!._id : null }
    },
    recordRead: (acts) =>
      inTransaction(async (session) => {
        for (const act of acts) await trail.record(session, act)
      }),
    listOf: ({ personIds, limit }) =>
      Overrides.find({ personId: mongoose.trusted({ $in: [...personIds] }) as never })
        .sort({ at: -1 })
        .limit(limit)
        .lean<OverrideRecord[]>()
        .exec(),
    listOfCase: (number) => Overrides.find({ 'basis.reference': number }).limit(MOST_OF_ONE).lean<OverrideRecord[]>().exec(),
    listAbout: ({ personIds, since }) => signed.ofAll(personIds, { keep: ({ until }) => until > since }),
    listChangedAfter: async ({ after, limit }) => {
      const found = await Overrides.find({ personId: mongoose.trusted({ $gt: after }) as never, state: 'done' }, { personId: 1 })
        .sort({ personId: 1 })
        .limit(limit)
        .lean<Pick<OverrideRecord, 'personId'>[]>()
      return [...new Set(found.map(({ personId }) => personId))]
    },
    cosign: ({ id, cosigner, act }) =>
      inTransaction(async (session) => {
        const signed = await Overrides.updateOne({ _id: id, state: 'pending', cosigner: null }, { $set: { cosigner } }, { session })
        if (signed.modifiedCount === 1) await trail.record(session, act)
        return signed.modifiedCount === 1
      }),
    sign: async ({ id, approver, at, strictSince, act, tell }) => {
      if (strictSince) await Turns.updateOne({ _id: 'strict' }, { $setOnInsert: { turns: 0 } }, { upsert: true })
      try {
        await inTransaction(async (session: ClientSession) => {
          if (strictSince) {
            await Turns.updateOne({ _id: 'strict' }, { $inc: { turns: 1 } }, { session })
            const about = await Overrides.findOne({ _id: id }, { personId: 1, cosigner: 1 }).session(session).lean<OverrideRecord>()
            const others = about?.cosigner
              ? 0
              : await strictBetween({ personId: about?.personId ?? '', since: strictSince })
                  .session(session)
                  .countDocuments()
            if (others > 0) throw new Stopped('third')
          }
          if (!(await signPending(Overrides, { id, approver, at }, session))) throw new Stopped('closed')
          await trail.record(session, act)
          await trail.tell(session, tell)
        })
        return 'signed'
      } catch (cause) {
        if (cause instanceof Stopped) return cause.why
        throw cause
      }
    },
    refuse: ({ id, refusal, at, act }) =>
      inTransaction(async (session) => {
        const refused = await refusePending(Overrides, { id, refusal, at }, session)
        if (refused) await trail.record(session, act)
        return refused
      }),
    beginRevoking: ({ id, revoking, act }) =>
      inTransaction(async (session) => {
        const holds = { _id: id, state: 'done' as const, revoked: null, revoking: null, until: mongoose.trusted({ $gt: revoking.at }) as never }
        const begun = await Overrides.updateOne(holds, { $set: { revoking } }, { session })
        if (begun.modifiedCount === 1) await trail.record(session, act)
        return begun.modifiedCount === 1
      }),
    revoke: ({ id, revoked, act, tell }) =>
      inTransaction(async (session) => {
        const holds = { _id: id, state: 'done' as const, revoked: null, until: mongoose.trusted({ $gt: revoked.at }) as never }
        const done = await Overrides.updateOne(holds, { $set: { revoked } }, { session })
        if (done.modifiedCount !== 1) return false
        await trail.record(session, act)
        await trail.tell(session, tell)
        return true
      }),
    countStrict: (query) => strictBetween(query).countDocuments().exec(),
    count: async ({ since }) => {
      const month = { $dateToString: { date: '$decidedAt', format: '%Y-%m', timezone: 'Asia/Shanghai' } }
      const found = await Overrides.aggregate<{ _id: { month: string; colour: HealthColour; basis: OverrideBasisKind }; people: number }>([
        { $match: { state: 'done', decidedAt: { $gte: since } } },
        { $group: { _id: { month, colour: '$colour', basis: '$basis.kind' }, people: { $sum: 1 } } },
        { $sort: { '_id.month': -1, '_id.colour': 1, '_id.basis': 1 } },
      ]).exec()
      return found.map(({ _id, people }) => ({ ..._id, people }))
    },
    eachSigned: () => Overrides.find({ state: 'done' }).sort({ decidedAt: 1 }).lean<OverrideRecord[]>().cursor(),
    watch: (onChanged) =>
      watchChanges<OverrideRecord>({
        collection: native,
        pipeline: [
          { $match: { operationType: { $in: ['insert', 'update', 'replace'] }, 'fullDocument.state': 'done' } },
          { $project: { 'fullDocument.personId': 1 } },
        ],
        options: { fullDocument: 'updateLookup' },
        resume: true,
        onChange: (change) => {
          const { fullDocument } = change as { fullDocument?: Pick<OverrideRecord, 'personId'> }
          if (fullDocument) onChanged(fullDocument.personId)
        },
      }),
  }
}
