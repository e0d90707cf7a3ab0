import type { Collection } from 'mongodb'
import mongoose, { type ClientSession } from 'mongoose'
import { createMicroLists, createMicroRead } from '../../platform/db/micro-read'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Holder, HolderStore, Login, VersionedChange } from './holders.store'
import type { Trail } from './trail'

const instantOrNull = { type: Date, default: null } as const
const textOrNull = { type: String, default: null } as const

export const Holders = defineModel<Holder>({
  name: 'Holder',
  collection: 'holders',
  definition: {
    _id: requiredText,
    kind: requiredText,
    nameSealed: textOrNull,
    bornOnSealed: textOrNull,
    phoneSealed: textOrNull,
    phoneIndex: textOrNull,
    documents: [{ _id: false, type: requiredText, sealed: requiredText, index: requiredText, from: requiredInstant, until: instantOrNull }],
    // Absent rather than empty: an empty array has a key in a unique index, an absent one has none in a sparse index.
    documentIndexes: { type: [String], default: undefined },
    level: requiredText,
    levelBy: requiredText,
    levelSince: requiredInstant,
    claim: { type: Object, default: null },
    devices: [{ _id: false, id: requiredText, provenLevel: requiredText, since: requiredInstant }],
    frozenAt: instantOrNull,
    mergedInto: textOrNull,
    version: { type: Number, required: true },
    createdAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ documentIndexes: 1 }, { unique: true, sparse: true, name: 'one_holder_per_document' })
    schema.index({ mergedInto: 1, _id: 1 })
  },
})

export const Logins = defineModel<Login>({
  name: 'Login',
  collection: 'logins',
  definition: { _id: requiredText, provider: requiredText, index: requiredText, holderId: requiredText, createdAt: requiredInstant },
  configure: (schema) => {
    schema.index({ provider: 1, index: 1 }, { unique: true })
    schema.index({ holderId: 1 })
  },
})

type Stored = Omit<Holder, 'documentIndexes'> & { documentIndexes?: string[] }
const toStored = ({ documentIndexes, ...rest }: Holder): Stored => ({ ...rest, ...(documentIndexes.length > 0 && { documentIndexes }) })
const fromStored = (stored: Stored | null): Holder | null => stored && { ...stored, documentIndexes: stored.documentIndexes ?? [] }

class VersionMoved extends Error {}
class Stopped extends Error {}

async function applyOne({ id, version, change }: VersionedChange, session: ClientSession): Promise<void> {
  const { documentIndexes, ...rest } = change
  const indexes = documentIndexes && (documentIndexes.length > 0 ? { $set: { ...rest, documentIndexes } } : { $set: rest, $unset: { documentIndexes: 1 } })
  const result = await Holders.updateOne({ _id: id, version }, { ...(indexes ?? { $set: rest }), $inc: { version: 1 } }, { session })
  if (result.matchedCount !== 1) throw new VersionMoved()
}

const native = () => Holders.collection as unknown as Collection<Stored>

/** Who somebody is, is asked several times for each request. */
export function createMongoHolders({ trail }: { trail: Trail }): HolderStore {
  const read = createMicroRead<Stored>({ collection: native, maxBatch: 500 })
  const merged = createMicroLists<Stored>({ collection: native, of: 'mergedInto', sort: { _id: 1 }, most: 50, maxBatch: 500 })
  return {
    find: async (id) => fromStored(await read(id)),
    findByDocumentIndex: async (index) => fromStored(await Holders.findOne({ documentIndexes: index }).lean<Stored>()),
    findLogin: ({ provider, index }) => Logins.findOne({ provider, index }).lean<Login>().exec(),
    listLogins: (holderIds) =>
      Logins.find({ holderId: mongoose.trusted({ $in: [...holderIds] }) })
        .limit(50)
        .lean<Login[]>()
        .exec(),
    listMergedIds: async (id) => (await merged.ofOne(id)).map(({ _id }) => _id),
    createWithLogin: async ({ holder, login, act }) => {
      try {
        await inTransaction(async (session) => {
          await Logins.create([login], { session })
          await Holders.create([toStored(holder)] as never, { session })
          await trail.record(session, act)
        })
        return holder
      } catch (cause) {
        if (isDuplicateKey(cause)) return null
        throw cause
      }
    },
    create: async ({ holder, act }) => {
      try {
        await inTransaction(async (session) => {
          await Holders.create([toStored(holder)] as never, { session })
          await trail.record(session, act)
        })
        return holder
      } catch (cause) {
        if (isDuplicateKey(cause)) return null
        throw cause
      }
    },
    addLogin: async ({ login, act }) => {
      try {
        await inTransaction(async (session) => {
          await Logins.create([login], { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (isDuplicateKey(cause)) return false
        throw cause
      }
    },
    apply: async ({ changes, act, tells = [], alongside }) => {
      try {
        await inTransaction(async (session) => {
          if (alongside && !(await alongside(session))) throw new Stopped()
          for (const change of changes) await applyOne(change, session)
          await trail.record(session, act)
          for (const tell of tells) await trail.tell(session, tell)
        })
        return 'done'
      } catch (cause) {
        if (cause instanceof VersionMoved) return 'changed'
        if (cause instanceof Stopped) return 'stopped'
        if (isDuplicateKey(cause)) return 'documentTaken'
        throw cause
      }
    },
  }
}
