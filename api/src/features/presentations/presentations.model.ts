import { PRESENTATION_LIFE_SECONDS } from '@zsb/shared/presentation'
import type { Collection } from 'mongodb'
import { createMicroBatch } from '../../platform/db/micro-batch'
import { createMicroRead } from '../../platform/db/micro-read'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Presentation, PresentationStore } from './presentations.store'

export const Presentations = defineModel<Presentation>({
  name: 'Presentation',
  collection: 'presentations',
  definition: {
    _id: requiredText,
    displayId: requiredText,
    subjectId: requiredText,
    actor: { type: { personId: requiredText, capacity: requiredText, sessionId: requiredText }, _id: false, required: true },
    licenceId: requiredText,
    revision: { type: Number, required: true },
    heldUnder: { type: [String], default: undefined },
    scene: requiredText,
    fields: { type: [String], required: true },
    shortIndex: requiredText,
    issuedAt: requiredInstant,
    expiresAt: requiredInstant,
    endedAt: { type: Date, default: null },
    endedBecause: { type: String, default: null },
    refusal: { type: { at: Date, verdict: String, relyingPartyCode: String }, _id: false, default: null },
    purgeAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ shortIndex: 1 }, { unique: true })
    schema.index({ displayId: 1 })
    schema.index({ 'actor.sessionId': 1, issuedAt: 1 })
    schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
  },
})

const native = () => Presentations.collection as unknown as Collection<Presentation>

/** Codes are many and small: they share journal flushes and questions, and are read without mongoose documents. */
export function createMongoPresentations(): PresentationStore {
  const batch = createMicroBatch<Presentation>({ collection: native, maxQueue: 5_000, maxBatch: 500 })
  const read = createMicroRead<Presentation>({ collection: native, maxBatch: 500 })
  return {
    add: (presentation) => batch.insert(presentation),
    find: read,
    findByShortIndex: (shortIndex) => native().findOne({ shortIndex }),
    withdraw: async ({ displayId, at }) => {
      await native().updateMany({ displayId, endedAt: null }, { $set: { endedAt: at, endedBecause: 'withdrawn' } })
    },
    supersede: async ({ sessionId, keep, at }) => {
      // Of two made at once each ends what was made before it, so that the later one lives. Older than a life needs no end.
      const issuedAt = { $gt: new Date(at.getTime() - PRESENTATION_LIFE_SECONDS * 1000), $lte: at }
      await native().updateMany(
        { 'actor.sessionId': sessionId, issuedAt, _id: { $nin: keep }, endedAt: null },
        { $set: { endedAt: at, endedBecause: 'superseded' } },
      )
    },
    noteRefusal: async ({ jti, refusal }) => {
      await native().updateOne({ _id: jti }, { $set: { refusal } })
    },
  }
}
