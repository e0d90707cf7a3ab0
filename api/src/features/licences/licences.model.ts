import mongoose, { type ClientSession } from 'mongoose'
import { DURABLE, inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { WALLET_ROLES, type CollectionStore, type ErrorReport, type ErrorReportStore, type LicenceRecord, type LicenceStore } from './licences.store'

const Licences = defineModel<LicenceRecord>({
  name: 'Licence',
  collection: 'licences',
  definition: {
    _id: requiredText,
    identifier: requiredText,
    identifierForm: requiredText,
    type: requiredText,
    typeVersion: { type: Number, required: true },
    revision: { type: Number, required: true },
    holders: { type: [{ index: String, role: String, _id: false }], required: true },
    sealed: requiredText,
    contentDigest: requiredText,
    state: requiredText,
    stateSince: requiredInstant,
    validFromDay: { type: String, default: null },
    validToDay: { type: String, default: null },
    library: requiredText,
    changedAt: requiredInstant,
    checkedAt: requiredInstant,
    history: { type: [{ at: Date, action: String, from: String, to: String, by: String, _id: false }], required: true },
  },
  configure: (schema) => {
    schema.index({ identifier: 1 }, { unique: true })
    schema.index({ 'holders.index': 1, type: 1 })
    schema.index({ validToDay: 1, _id: 1 })
  },
})
const native = () => Licences.collection

export const mongoLicences: LicenceStore = {
  findByIdentifier: (identifier) => Licences.findOne({ identifier }).lean<LicenceRecord>().exec(),
  findById: (id) => native().findOne({ _id: id as never }) as unknown as Promise<LicenceRecord | null>,
  listByHolder: (indexes) =>
    indexes.length === 0
      ? Promise.resolve([])
      : Licences.find({ holders: mongoose.trusted({ $elemMatch: { index: { $in: [...indexes] }, role: { $in: [...WALLET_ROLES] } } }) })
          .limit(200)
          .lean<LicenceRecord[]>()
          .exec(),
  add: async (record) => {
    try {
      await native().insertOne(record as never, { writeConcern: DURABLE })
      return true
    } catch (cause) {
      if (isDuplicateKey(cause)) return false
      throw cause
    }
  },
  replace: async ({ id, revision, state, set, entry }) => {
    const change = { $set: set, ...(entry && { $push: { history: entry } }) }
    const done = await native().updateOne({ _id: id as never, revision, state }, change as never, { writeConcern: DURABLE })
    return done.matchedCount === 1
  },
  touch: async ({ id, checkedAt }) => {
    await native().updateOne({ _id: id as never, checkedAt: { $lt: checkedAt } }, { $set: { checkedAt } })
  },
  move: ({ id, from, to, at, action, leaveTrail }) =>
    inTransaction(async (session: ClientSession) => {
      const moved = await Licences.findOneAndUpdate(
        { _id: id, state: from },
        { $set: { state: to, stateSince: at, changedAt: at, checkedAt: at }, $push: { history: { at, action, from, to, by: 'staff' } } },
        { returnDocument: 'after', session },
      ).lean<LicenceRecord>()
      if (moved) await leaveTrail(session)
      return moved
    }),
  watch: async (onChange) => {
    const stream = native().watch([{ $match: { operationType: { $in: ['update', 'replace', 'delete'] } } }, { $project: { documentKey: 1 } }])
    stream.on('change', (event) => onChange(String((event as unknown as { documentKey: { _id: string } }).documentKey._id)))
    stream.on('error', () => onChange('*'))
    return () => stream.close()
  },
}

interface CollectionRecord {
  _id: string
  holderIndex: string
  library: string
  state: 'ok' | 'unavailable' | 'never'
  asOf: Date | null
  triedAt: Date
}
const Collections = defineModel<CollectionRecord>({
  name: 'LicenceCollection',
  collection: 'licence_collections',
  definition: { _id: requiredText, holderIndex: requiredText, library: requiredText, state: requiredText, asOf: { type: Date, default: null }, triedAt: requiredInstant },
  configure: (schema) => schema.index({ holderIndex: 1 }),
})

export const mongoCollections: CollectionStore = {
  read: async (holderIndex) => {
    const found = await Collections.find({ holderIndex }).lean<CollectionRecord[]>()
    return Object.fromEntries(found.map(({ library, state, asOf }) => [library, { state, asOf }]))
  },
  write: async ({ holderIndex, library, state, asOf, triedAt }) => {
    const set = { holderIndex, library, state, triedAt, ...(asOf && { asOf }) }
    await Collections.collection.updateOne({ _id: `${holderIndex}:${library}` as never }, { $set: set }, { upsert: true })
  },
}

const Reports = defineModel<ErrorReport>({
  name: 'LicenceErrorReport',
  collection: 'licence_error_reports',
  definition: { _id: requiredText, licenceId: requiredText, subjectId: requiredText, reporterId: requiredText, field: { type: String, default: null }, text: requiredText, at: requiredInstant, state: requiredText },
  configure: (schema) => schema.index({ licenceId: 1, _id: -1 }),
})
export const mongoErrorReports: ErrorReportStore = {
  add: async (report) => {
    await Reports.collection.insertOne(report as never, { writeConcern: DURABLE })
  },
}
