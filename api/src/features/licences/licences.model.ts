import mongoose, { type ClientSession } from 'mongoose'
import { DURABLE, inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { watchChanges } from '../../platform/db/watch-changes'
import type { Trail } from '../holders'
import type { LicenceRecord, LicenceRevision, LicenceStore } from './licences.store'

const textOrNull = { type: String, default: null } as const
const count = { type: Number, required: true } as const

export const Licences = defineModel<LicenceRecord>({
  name: 'Licence',
  collection: 'licences',
  definition: {
    _id: requiredText,
    identifier: requiredText,
    identifierForm: requiredText,
    type: requiredText,
    typeVersion: count,
    revision: count,
    version: count,
    holders: { type: [{ index: String, role: String, _id: false }], required: true },
    walletOf: { type: [String], required: true },
    numberIndex: requiredText,
    contentDigest: requiredText,
    issuer: requiredText,
    issuedOn: textOrNull,
    validFromDay: textOrNull,
    validToDay: textOrNull,
    state: requiredText,
    firstState: { type: String, default: undefined },
    stateSince: requiredInstant,
    basis: { type: String, default: '' },
    ownActAt: { type: Date, default: null },
    library: requiredText,
    changedAt: requiredInstant,
    checkedAt: requiredInstant,
    statusListIndex: count,
    remindOn: { type: String, default: undefined },
    history: { type: [{ at: Date, action: String, from: String, to: String, by: String, basis: String, revision: Number, _id: false }], required: true },
  },
  configure: (schema) => {
    schema.index({ identifier: 1 }, { unique: true })
    schema.index({ statusListIndex: 1 }, { unique: true })
    schema.index({ walletOf: 1, _id: -1 })
    schema.index({ 'holders.index': 1, library: 1 })
    schema.index({ remindOn: 1, _id: 1 }, { sparse: true })
  },
})

export const Revisions = defineModel<LicenceRevision>({
  name: 'LicenceRevision',
  collection: 'licence_revisions',
  definition: {
    _id: requiredText,
    licenceId: requiredText,
    revision: count,
    at: requiredInstant,
    fields: { type: [{ code: String, sealed: String, _id: false }], required: true },
    members: { type: [{ index: String, fields: [{ code: String, sealed: String, _id: false }], _id: false }], required: true },
  },
})

const native = () => Licences.collection
const HISTORY_KEPT = 200
/** Equality where there is one index, so that the sort of the wallet comes from the index. */
const among = (values: readonly string[]) => (values.length === 1 ? values[0]! : mongoose.trusted({ $in: [...values] }))

export const walletQuery = ({ indexes, limit }: { indexes: readonly string[]; limit: number }) =>
  Licences.find({ walletOf: among(indexes) as string }, { history: 0 })
    .sort({ _id: -1 })
    .limit(limit)

export const remindQuery = ({ today, limit }: { today: string; limit: number }) =>
  Licences.find({ remindOn: mongoose.trusted({ $lte: today }) as never }, { history: 0 })
    .sort({ remindOn: 1, _id: 1 })
    .limit(limit)

class VersionMoved extends Error {}

export function createMongoLicences({ trail }: { trail: Trail }): LicenceStore {
  async function change(
    { id, version, set, entry, revision, dropContent, act, tell, also }: Parameters<LicenceStore['change']>[0],
    session: ClientSession,
  ): Promise<LicenceRecord> {
    const { remindOn, ...rest } = set
    const update = {
      $set: { ...rest, ...(remindOn && { remindOn }) },
      ...(remindOn === null && { $unset: { remindOn: 1 } }),
      ...(entry && { $push: { history: { $each: [entry], $slice: -HISTORY_KEPT } } }),
      $inc: { version: 1 },
    }
    const changed = await Licences.findOneAndUpdate({ _id: id, version }, update as never, { returnDocument: 'after', session }).lean<LicenceRecord>()
    if (!changed) throw new VersionMoved()
    if (dropContent) await Revisions.deleteMany({ _id: mongoose.trusted({ $gt: `${id}@`, $lt: `${id}A` }) }, { session })
    if (revision) await Revisions.create([revision], { session })
    if (act) await trail.record(session, act)
    if (tell) await trail.tell(session, tell)
    await also?.(session)
    return changed
  }

  return {
    findByIdentifier: (identifier) => Licences.findOne({ identifier }).lean<LicenceRecord>().exec(),
    findById: (id) => native().findOne({ _id: id as never }) as unknown as Promise<LicenceRecord | null>,
    findInWallet: async ({ id, indexes }) =>
      indexes.length === 0
        ? null
        : Licences.findOne({ _id: id, walletOf: among(indexes) as string })
            .lean<LicenceRecord>()
            .exec(),
    listWallet: async (query) => (query.indexes.length === 0 ? [] : walletQuery(query).lean<LicenceRecord[]>().exec()),
    listOfLibrary: ({ index, library }) =>
      Licences.find({ 'holders.index': index, library } as never, { identifier: 1, version: 1, changedAt: 1, holders: 1, walletOf: 1 })
        .limit(500)
        .lean<LicenceRecord[]>()
        .exec(),
    findRevisions: (ids) => Revisions.collection.find({ _id: { $in: [...ids] as never[] } }).toArray() as unknown as Promise<LicenceRevision[]>,
    add: async ({ licence, revision, act }) => {
      try {
        await inTransaction(async (session) => {
          await Licences.create([licence], { session })
          await Revisions.create([revision], { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (!isDuplicateKey(cause)) throw cause
        // Either the identifier is there already, or the place in the status list was taken: the caller tells them apart.
        return false
      }
    },
    change: async (wanted) => {
      try {
        return await inTransaction((session) => change(wanted, session))
      } catch (cause) {
        if (cause instanceof VersionMoved) return null
        throw cause
      }
    },
    leaveTrail: ({ act, tell }) =>
      inTransaction(async (session) => {
        await trail.record(session, act)
        if (tell) await trail.tell(session, tell)
      }),
    touch: async ({ ids, checkedAt }) => {
      if (ids.length === 0) return
      await native().updateMany({ _id: { $in: [...ids] as never[] }, checkedAt: { $lt: checkedAt } }, { $set: { checkedAt } }, { writeConcern: DURABLE })
    },
    walkStates: () =>
      Licences.find({}, { type: 1, typeVersion: 1, state: 1, firstState: 1, history: 1 }).setOptions({ everything: true }).lean<LicenceRecord>().cursor(),
    listToRemind: (query) => remindQuery(query).lean<LicenceRecord[]>().exec(),
    endReminder: async ({ id, remindOn }) => {
      await native().updateOne({ _id: id as never, remindOn }, { $unset: { remindOn: 1 } }, { writeConcern: DURABLE })
    },
    watch: ({ onChange, onLive }) =>
      watchChanges<LicenceRecord>({
        collection: () => native() as never,
        pipeline: [{ $match: { operationType: { $in: ['update', 'replace', 'delete'] } } }, { $project: { documentKey: 1 } }],
        onChange: (event) => onChange(String((event as unknown as { documentKey: { _id: string } }).documentKey._id)),
        onLive,
      }),
  }
}
