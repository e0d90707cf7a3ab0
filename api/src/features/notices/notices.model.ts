import type { Collection } from 'mongodb'
import mongoose from 'mongoose'
import { createMicroBatch } from '../../platform/db/micro-batch'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { watchChanges } from '../../platform/db/watch-changes'
import type { NoticeStore, StoredNotice } from './notices.store'

export const Notices = defineModel<StoredNotice>({
  name: 'Notice',
  collection: 'notices',
  definition: {
    _id: requiredText,
    personId: requiredText,
    kind: requiredText,
    at: requiredInstant,
    readAt: { type: Date, default: null },
    words: { type: Object, required: true },
    link: { type: Object, default: null },
    sourceId: requiredText,
  },
  configure: (schema) => {
    schema.index({ personId: 1, _id: -1 })
    schema.index({ personId: 1, kind: 1, sourceId: 1 }, { unique: true })
    schema.index({ personId: 1 }, { partialFilterExpression: { readAt: null }, name: 'unread' })
  },
})

/** Many uses at once tell many people at once: their notices share journal flushes. */
const batch = createMicroBatch<StoredNotice>({ collection: () => Notices.collection as unknown as Collection<StoredNotice>, maxQueue: 20_000, maxBatch: 500 })

export const mongoNotices: NoticeStore = {
  add: (notice) => batch.insert(notice),
  watch: (onAdded) =>
    watchChanges<StoredNotice>({
      collection: () => Notices.collection as unknown as Collection<StoredNotice>,
      pipeline: [{ $match: { operationType: 'insert' } }, { $project: { 'fullDocument._id': 1, 'fullDocument.personId': 1 } }],
      resume: true,
      onChange: (change) => {
        const { fullDocument } = change as { fullDocument?: Pick<StoredNotice, '_id' | 'personId'> }
        if (fullDocument) onAdded({ id: fullDocument._id, personId: fullDocument.personId })
      },
    }),
  list: async ({ personId, after, limit }) => {
    const found = await Notices.find({ personId, ...(after && { _id: mongoose.trusted({ $lt: after }) }) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<StoredNotice[]>()
    const items = found.slice(0, limit)
    return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
  },
  countUnread: ({ personId, limit }) => Notices.countDocuments({ personId, readAt: null }).limit(limit).exec(),
  markRead: async ({ id, personId, at }) => {
    const changed = await Notices.updateOne({ _id: id, personId }, { $set: { readAt: at } })
    return changed.matchedCount === 1
  },
  markAllRead: async ({ personId, at }) => {
    await Notices.updateMany({ personId, readAt: null }, { $set: { readAt: at } })
  },
}
