import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'

/** A published version of a content file 内容版本. Versions are whole numbers and never change. */
export interface ContentVersion {
  _id: string
  kind: string
  code: string
  version: number
  status: 'draft' | 'inReview' | 'published' | 'retired'
  effectiveFrom: Date
  sha256: string
  body: unknown
}

const Versions = defineModel<ContentVersion>({
  name: 'ContentVersion',
  collection: 'content',
  definition: { _id: requiredText, kind: requiredText, code: requiredText, version: { type: Number, required: true }, status: requiredText, effectiveFrom: requiredInstant, sha256: requiredText, body: { type: Object, required: true } },
  configure: (schema) => schema.index({ kind: 1, code: 1, version: -1 }, { unique: true }),
})

export const mongoContent = {
  /** False when this version is there already. */
  publish: async (version: ContentVersion): Promise<'published' | 'present' | 'different'> => {
    const present = await Versions.findById(version._id).lean<ContentVersion>()
    if (present) return present.sha256 === version.sha256 ? 'present' : 'different'
    const written = await Versions.collection.updateOne({ _id: version._id as never }, { $setOnInsert: version }, { upsert: true })
    return written.upsertedCount === 1 ? 'published' : 'present'
  },
  listPublished: (kind: string): Promise<ContentVersion[]> => Versions.find({ kind, status: 'published' }).lean<ContentVersion[]>().exec(),
}
export type ContentStore = typeof mongoContent
