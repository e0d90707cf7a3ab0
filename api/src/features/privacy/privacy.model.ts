import mongoose from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { Consent, GuideDecision, PrivacyStore } from './privacy.store'

export const GuideDecisions = defineModel<GuideDecision>({
  name: 'GuideDecision',
  collection: 'guide_decisions',
  definition: { _id: requiredText, personId: requiredText, version: { type: Number, required: true }, decision: requiredText, at: requiredInstant },
  configure: (schema) => schema.index({ personId: 1, _id: -1 }),
})

export const Consents = defineModel<Consent>({
  name: 'Consent',
  collection: 'consents',
  definition: {
    _id: requiredText,
    subjectId: requiredText,
    givenBy: requiredText,
    relyingPartyCode: { type: String, default: null },
    purpose: requiredText,
    fields: [String],
    basis: requiredText,
    article: { type: String, default: null },
    from: requiredInstant,
    until: { type: Date, default: null },
    withdrawnAt: { type: Date, default: null },
  },
  configure: (schema) => {
    schema.index({ subjectId: 1, _id: -1 })
    schema.index({ subjectId: 1, purpose: 1, relyingPartyCode: 1, withdrawnAt: 1 })
  },
})

const among = (ids: readonly string[]) => mongoose.trusted({ $in: [...ids] })

export function createMongoPrivacy({ trail }: { trail: Trail }): PrivacyStore {
  return {
    addDecision: (decision, act) =>
      inTransaction(async (session) => {
        await GuideDecisions.create([decision], { session })
        await trail.record(session, act)
      }),
    findLastDecision: (personIds) =>
      GuideDecisions.findOne({ personId: among(personIds) })
        .sort({ _id: -1 })
        .lean<GuideDecision>()
        .exec(),
    addConsent: (consent, act) =>
      inTransaction(async (session) => {
        await Consents.create([consent], { session })
        await trail.record(session, act)
        const { _id: consentId, subjectId, purpose } = consent
        if (!consent.withdrawnAt) await trail.tell(session, { topic: 'consent.given', key: subjectId, ids: { consentId, subjectId, purpose } })
      }),
    findConsent: ({ id, subjectIds }) =>
      Consents.findOne({ _id: id, subjectId: among(subjectIds) })
        .lean<Consent>()
        .exec(),
    listConsents: async ({ subjectIds, after, limit }) => {
      const found = await Consents.find({ subjectId: among(subjectIds), ...(after && { _id: mongoose.trusted({ $lt: after }) }) })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<Consent[]>()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
    },
    findSensitive: ({ subjectIds, purpose }) =>
      Consents.findOne({ subjectId: among(subjectIds), purpose, relyingPartyCode: null, withdrawnAt: null })
        .lean<Consent>()
        .exec(),
    withdraw: ({ id, subjectIds, at, act }) =>
      inTransaction(async (session) => {
        const withdrawn = await Consents.findOneAndUpdate(
          { _id: id, subjectId: among(subjectIds), basis: 'consent', withdrawnAt: null },
          { $set: { withdrawnAt: at } },
          { session, returnDocument: 'after' },
        ).lean<Consent>()
        if (!withdrawn) return null
        await trail.record(session, act)
        await trail.tell(session, {
          topic: 'consent.withdrawn',
          key: withdrawn.subjectId,
          ids: { consentId: id, subjectId: withdrawn.subjectId, purpose: withdrawn.purpose },
        })
        return withdrawn
      }),
  }
}
