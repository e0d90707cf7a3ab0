import type { ClientSession } from 'mongoose'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { watchChanges } from '../../platform/db/watch-changes'
import type { ContentStore, ContentVersion } from './content.store'

const Versions = defineModel<ContentVersion>({
  name: 'ContentVersion',
  collection: 'content',
  definition: {
    _id: requiredText,
    kind: requiredText,
    code: requiredText,
    version: { type: Number, required: true },
    status: requiredText,
    effectiveFrom: requiredInstant,
    sha256: requiredText,
    body: { type: Object, required: true },
  },
  configure: (schema) => schema.index({ kind: 1, code: 1, version: -1 }, { unique: true }),
})

/** Retired versions are read as well: what was stored under them keeps its words. */
const READABLE = ['published', 'retired']

export const mongoContent: ContentStore = {
  publish: async (version: ContentVersion): Promise<'published' | 'present' | 'different'> => {
    const present = await Versions.findById(version._id).lean<ContentVersion>()
    if (present) return present.sha256 === version.sha256 ? 'present' : 'different'
    const written = await Versions.collection.updateOne({ _id: version._id as never }, { $setOnInsert: version }, { upsert: true })
    return written.upsertedCount === 1 ? 'published' : 'present'
  },
  publishIn: async (tx, version) => {
    await Versions.create([version], { session: tx as ClientSession })
  },
  retireIn: async (tx, { kind, code, version }) => {
    const retired = await Versions.updateOne({ kind, code, version, status: 'published' }, { $set: { status: 'retired' } }, { session: tx as ClientSession })
    return retired.modifiedCount === 1
  },
  listReadable: (kind: string): Promise<ContentVersion[]> =>
    Versions.collection
      .find({ kind, status: { $in: READABLE } })
      .sort({ kind: 1, code: 1, version: -1 })
      .toArray() as unknown as Promise<ContentVersion[]>,
  watch: (onChange: () => void): Promise<() => Promise<void>> =>
    watchChanges<ContentVersion>({ collection: () => Versions.collection as never, pipeline: [{ $project: { documentKey: 1 } }], onChange, onLive: onChange }),
}
