import mongoose from 'mongoose'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Collection, CollectionStore } from './licences.store'

interface CollectionRecord extends Collection {
  /** `holderIndex:library`: one answer for each, the last one. */
  _id: string
  holderIndex: string
  subjectId: string
  triedAt: Date
}
const Collections = defineModel<CollectionRecord>({
  name: 'LicenceCollection',
  collection: 'licence_collections',
  definition: {
    _id: requiredText,
    holderIndex: requiredText,
    subjectId: requiredText,
    library: requiredText,
    state: requiredText,
    asOf: { type: Date, default: null },
    fullAt: { type: Date, default: null },
    mark: { type: { changedAt: Date, identifier: String }, _id: false, default: null },
    consentId: { type: String, default: null },
    triedAt: requiredInstant,
  },
  configure: (schema) => schema.index({ holderIndex: 1 }),
})

export const mongoCollections: CollectionStore = {
  read: (holderIndex) => Collections.find({ holderIndex }).limit(20).lean<CollectionRecord[]>().exec(),
  write: async ({ holderIndex, subjectId, library, state, asOf, fullAt, mark, consentId, triedAt }) => {
    const kept = Object.entries({ asOf, fullAt, mark, consentId })
    const set = { holderIndex, subjectId, library, state, triedAt, ...Object.fromEntries(kept.filter(([, value]) => value)) }
    const first = Object.fromEntries(kept.filter(([, value]) => !value))
    await Collections.collection.updateOne({ _id: `${holderIndex}:${library}` as never }, { $set: set, $setOnInsert: first }, { upsert: true })
  },
  forget: async ({ holderIndex, library }) => {
    await Collections.collection.deleteOne({ _id: `${holderIndex}:${library}` as never })
  },
  subjectsOf: async (indexes) => {
    const found = await Collections.find({ holderIndex: mongoose.trusted({ $in: [...indexes] }) as never }, { subjectId: 1 })
      .limit(100)
      .lean<CollectionRecord[]>()
    return [...new Set(found.map(({ subjectId }) => subjectId))]
  },
}
