import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { Part, UploadRecord, UploadStore } from './uploads.store'

const expires = { expireAfterSeconds: 0, name: 'forgotten' } as const
const bytes = { type: Buffer, required: true } as const

const Uploads = defineModel<UploadRecord>({
  name: 'Upload',
  collection: 'uploads',
  definition: {
    _id: requiredText,
    owner: requiredText,
    subjectId: requiredText,
    material: requiredText,
    state: requiredText,
    kind: { type: String, default: null },
    sizeBytes: { type: Number, required: true },
    pages: { type: [Object], required: true },
    thumb: { type: Buffer, default: null },
    refusal: { type: Object, default: null },
    at: requiredInstant,
    cases: { type: [String], required: true },
    expiresAt: { type: Date, default: null },
  },
  configure: (schema) => {
    schema.index({ owner: 1, state: 1, material: 1, _id: -1 }, { name: 'earlier' })
    schema.index({ owner: 1, state: 1, expiresAt: 1 }, { name: 'counted' })
    schema.index({ cases: 1 }, { name: 'of_case' })
    schema.index({ material: 1, at: 1 }, { name: 'of_material' })
    schema.index({ expiresAt: 1 }, expires)
  },
})

/** One for each who sends files: whoever begins one writes here first, so that of two at once the second counts what the first began. */
const Senders = defineModel<{ _id: string; begun: number; expiresAt: Date }>({
  name: 'UploadSender',
  collection: 'upload_senders',
  definition: { _id: requiredText, begun: { type: Number, required: true }, expiresAt: requiredInstant },
  configure: (schema) => schema.index({ expiresAt: 1 }, expires),
})

/** Quarantine 隔离区: what came, as it came, and read by nothing but the check. */
const Parts = defineModel<Part & { _id: string }>({
  name: 'UploadPart',
  collection: 'upload_parts',
  definition: {
    _id: requiredText,
    uploadId: requiredText,
    no: { type: Number, required: true },
    crc32: requiredText,
    bytes,
    expiresAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ uploadId: 1, no: 1 }, { unique: true, name: 'of_upload' })
    schema.index({ expiresAt: 1 }, expires)
  },
})

interface Page {
  _id: string
  uploadId: string
  /** Of the file it is of: what a material is kept for goes with both. */
  material: string
  at: Date
  /** Encrypted. */
  bytes: Buffer
  expiresAt: Date | null
}
const Pages = defineModel<Page>({
  name: 'UploadPicture',
  collection: 'upload_pages',
  definition: { _id: requiredText, uploadId: requiredText, material: requiredText, at: requiredInstant, bytes, expiresAt: { type: Date, default: null } },
  configure: (schema) => {
    schema.index({ uploadId: 1 }, { name: 'of_upload' })
    schema.index({ material: 1, at: 1 }, { name: 'of_material' })
    schema.index({ expiresAt: 1 }, expires)
  },
})

const partId = ({ uploadId, no }: Pick<Part, 'uploadId' | 'no'>) => `${uploadId}.${no}`
const pageId = ({ id, no }: { id: string; no: number }) => `${id}.${no}`
const among = (values: readonly string[]) => (values.length === 1 ? values[0]! : (mongoose.trusted({ $in: [...values] }) as never as string))
/** `lean` gives the driver's Binary for what is a Buffer in the schema. */
const toBuffer = (value: unknown): Buffer => (Buffer.isBuffer(value) ? value : Buffer.from((value as { buffer: Uint8Array }).buffer))
const toRecord = <T extends Pick<UploadRecord, 'thumb'>>(found: T): T => ({ ...found, thumb: found.thumb && toBuffer(found.thumb) })

export function createMongoUploads({ trail }: { trail: Trail }): UploadStore {
  return {
    add: async (record, { most, act, makeRoom }) => {
      const { owner, at } = record
      const until = { expiresAt: record.expiresAt ?? at }
      // Before the transaction: in one, two who make it at once would be a duplicate, not a conflict.
      await Senders.updateOne({ _id: owner }, { $max: until, $setOnInsert: { begun: 0 } }, { upsert: true })
      return inTransaction(async (session) => {
        await Senders.updateOne({ _id: owner }, { $inc: { begun: 1 } }, { session })
        const lasting = { expiresAt: mongoose.trusted({ $gt: at }) as never }
        const counted = { owner, state: mongoose.trusted({ $in: ['receiving', 'checked'] }) as never, ...lasting }
        if ((await Uploads.countDocuments(counted).session(session).limit(most)) >= most) {
          const oldest = await Uploads.findOneAndDelete({ owner, state: 'receiving', ...lasting }, { sort: { expiresAt: 1 }, session }).lean<UploadRecord>()
          if (!oldest) return null
          await Parts.deleteMany({ uploadId: oldest._id }, { session })
          await trail.record(session, makeRoom(oldest))
        }
        await Uploads.create([record], { session })
        await trail.record(session, act)
        return record
      })
    },
    find: async (id) => {
      const found = await Uploads.findById(id).lean<UploadRecord>().exec()
      return found && toRecord(found)
    },
    findMany: async (ids) =>
      ids.length === 0
        ? []
        : (
            await Uploads.find({ _id: among(ids) })
              .lean<UploadRecord[]>()
              .exec()
          ).map(toRecord),
    list: async ({ owners, material, at, after, limit }) => {
      // What is over is taken out by the database within a minute; until then nobody is shown it.
      const found = await Uploads.find({
        owner: among(owners),
        state: 'checked',
        material,
        ...(after && { _id: mongoose.trusted({ $lt: after }) as never }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<UploadRecord[]>()
        .exec()
      const page = found.slice(0, limit)
      const last = page[page.length - 1]
      const items = page.filter(({ expiresAt }) => expiresAt === null || expiresAt > at).map(toRecord)
      return { items, next: found.length > limit && last ? last._id : null }
    },
    putPart: async (part) => {
      try {
        await Parts.create({ _id: partId(part), ...part })
        return 'kept'
      } catch (cause) {
        if (!isDuplicateKey(cause)) throw cause
        const known = await Parts.findById(partId(part), { crc32: 1 }).lean<Pick<Part, 'crc32'>>().exec()
        return known?.crc32 === part.crc32 ? 'same' : 'other'
      }
    },
    numbersOf: async (id) => (await Parts.find({ uploadId: id }, { no: 1 }).sort({ no: 1 }).lean<Pick<Part, 'no'>[]>().exec()).map(({ no }) => no),
    readParts: async (id) =>
      (await Parts.find({ uploadId: id }, { bytes: 1 }).sort({ no: 1 }).lean<Pick<Part, 'bytes'>[]>().exec()).map(({ bytes: sealed }) => toBuffer(sealed)),
    finish: ({ id, checked: { kind, pages, thumb, expiresAt }, act }) =>
      inTransaction(async (session) => {
        const set = { state: 'checked', kind, thumb, pages: pages.map(({ width, height }) => ({ width, height })), expiresAt }
        const found = await Uploads.findOneAndUpdate({ _id: id, state: 'receiving' }, { $set: set } as never, {
          returnDocument: 'after',
          session,
        }).lean<UploadRecord>()
        if (!found) return null
        await Pages.create(
          pages.map((page, no) => ({ _id: pageId({ id, no }), uploadId: id, material: found.material, at: found.at, bytes: page.bytes, expiresAt })),
          { session, ordered: true },
        )
        await Parts.deleteMany({ uploadId: id }, { session })
        await trail.record(session, act)
        return toRecord(found)
      }),
    refuse: ({ id, refusal, expiresAt, act }) =>
      inTransaction(async (session) => {
        const found = await Uploads.findOneAndUpdate({ _id: id, state: 'receiving' }, { $set: { state: 'refused', refusal, expiresAt } } as never, {
          returnDocument: 'after',
          session,
        }).lean<UploadRecord>()
        if (!found) return null
        await Parts.deleteMany({ uploadId: id }, { session })
        await trail.record(session, act)
        return toRecord(found)
      }),
    remove: ({ id, act }) =>
      inTransaction(async (session) => {
        const { deletedCount } = await Uploads.deleteOne({ _id: id, cases: mongoose.trusted({ $size: 0 }) as never }, { session })
        if (deletedCount === 0) return false
        await Parts.deleteMany({ uploadId: id }, { session })
        await Pages.deleteMany({ uploadId: id }, { session })
        await trail.record(session, act)
        return true
      }),
    findPage: async (query) => {
      const found = await Pages.findById(pageId(query), { bytes: 1 }).lean<Pick<Page, 'bytes'>>().exec()
      return found && toBuffer(found.bytes)
    },
    keepIn: async (tx, { ids, caseId }) => {
      const session = tx as ClientSession
      const kept = await Uploads.updateMany({ _id: among(ids), state: 'checked' }, { $addToSet: { cases: caseId }, $set: { expiresAt: null } } as never, {
        session,
      })
      if (kept.matchedCount < new Set(ids).size) return false
      await Pages.updateMany({ uploadId: among(ids) }, { $set: { expiresAt: null } }, { session })
      return true
    },
    eraseOf: async (tx, { caseId }) => {
      const session = tx as ClientSession
      const ids = (
        await Uploads.find({ cases: caseId } as never, { _id: 1 }, { session })
          .lean<{ _id: string }[]>()
          .exec()
      ).map(({ _id }) => _id)
      if (ids.length === 0) return
      await Uploads.updateMany({ _id: among(ids) }, { $pull: { cases: caseId } } as never, { session })
      const nobodys = { _id: among(ids), cases: mongoose.trusted({ $size: 0 }) as never }
      const gone = (await Uploads.find(nobodys, { _id: 1 }, { session }).lean<{ _id: string }[]>().exec()).map(({ _id }) => _id)
      if (gone.length === 0) return
      await Uploads.deleteMany({ _id: among(gone) }, { session })
      await Pages.deleteMany({ uploadId: among(gone) }, { session })
    },
    letGo: async (tx, { ids, caseId, expiresAt }) => {
      const session = tx as ClientSession
      await Uploads.updateMany({ _id: among(ids), cases: caseId } as never, { $pull: { cases: caseId } } as never, { session })
      const nobodys = { _id: among(ids), cases: mongoose.trusted({ $size: 0 }) as never }
      const free = (await Uploads.find(nobodys, { _id: 1 }, { session }).lean<{ _id: string }[]>().exec()).map(({ _id }) => _id)
      if (free.length === 0) return
      await Uploads.updateMany({ _id: among(free) }, { $set: { expiresAt } }, { session })
      await Pages.updateMany({ uploadId: among(free) }, { $set: { expiresAt } }, { session })
    },
  }
}
