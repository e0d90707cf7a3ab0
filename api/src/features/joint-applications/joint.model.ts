import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey, type DbSession } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { JointChange, JointRecord, JointStore } from './joint.store'

const textOrNull = { type: String, default: null } as const
const count = { type: Number, required: true } as const
export const JointApplications = defineModel<JointRecord>({
  name: 'JointApplication',
  collection: 'joint_applications',
  definition: {
    _id: requiredText,
    bundle: requiredText,
    bundleVersion: count,
    inForce: [{ _id: false, kind: requiredText, code: requiredText, version: count }],
    subjectId: requiredText,
    applicantId: requiredText,
    capacity: requiredText,
    isDraft: { type: Boolean, required: true },
    version: count,
    round: count,
    answers: requiredText,
    sourced: { type: [String], required: true },
    contested: textOrNull,
    materials: { type: [Object], required: true },
    consents: [
      {
        _id: false,
        id: requiredText,
        role: requiredText,
        index: requiredText,
        askedOn: requiredText,
        answer: textOrNull,
        personId: textOrNull,
        answeredAt: { type: Date, default: null },
        somebodyElseAt: { type: Date, default: null },
        materials: { type: [Object], required: true },
        signed: { type: Object },
      },
    ],
    decisions: [{ _id: false, key: requiredText, said: requiredText, at: requiredInstant }],
    lost: { type: [String], default: undefined },
    withdrawnAt: { type: Date, default: null },
    sitting: { type: Object, default: null },
    confirmed: { type: Object },
    lookOn: textOrNull,
    startedAt: requiredInstant,
    submittedAt: { type: Date, default: null },
    lastAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ subjectId: 1, _id: -1 })
    schema.index({ subjectId: 1, bundle: 1 }, { unique: true, partialFilterExpression: { isDraft: true }, name: 'one_draft_per_bundle' })
    schema.index({ lookOn: 1 }, { partialFilterExpression: { lookOn: { $type: 'string' } }, name: 'to_look' })
    schema.index({ 'consents.id': 1 }, { name: 'by_consent' })
    schema.index({ 'consents.index': 1, _id: -1 }, { name: 'asking' })
  },
})

const among = (ids: readonly string[]) => (ids.length === 1 ? ids[0]! : (mongoose.trusted({ $in: [...ids] }) as never as string))

/** Whether parts go by it: a window that takes it over changes nothing for them. */
const movesParts = (tell: JointChange['tell']): boolean => tell !== null && tell !== 'takenOver' && tell !== 'askedToConfirm'

export function createMongoJoint({ trail }: { trail: Trail }): JointStore {
  const messageOf = (id: string, why: string, more: Record<string, string> = {}) => ({
    topic: 'jointApplication.changed',
    key: id,
    ids: { jointId: id, why, ...more },
  })
  return {
    add: async (record, act) => {
      try {
        await inTransaction(async (session) => {
          await JointApplications.create([record], { session })
          await trail.record(session, act)
        })
        return record
      } catch (cause) {
        if (isDuplicateKey(cause)) return null
        throw cause
      }
    },
    find: (id) => JointApplications.findById(id).lean<JointRecord>().exec(),
    findDraft: ({ subjectIds, bundle }) =>
      JointApplications.findOne({ subjectId: among(subjectIds), bundle, isDraft: true })
        .lean<JointRecord>()
        .exec(),
    listOf: async ({ subjectIds, after, limit }) => {
      const found = await JointApplications.find({ subjectId: among(subjectIds), ...(after && { _id: mongoose.trusted({ $lt: after }) as never }) })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<JointRecord[]>()
        .exec()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? (items[items.length - 1]?._id ?? null) : null }
    },
    change: ({ id, version, set, decide, act, tell, alongside }) =>
      inTransaction(async (session) => {
        const filter = { _id: id, version, ...(decide && { 'decisions.key': mongoose.trusted({ $ne: decide.key }) }) }
        const update = { $set: set, $inc: { version: 1, ...(movesParts(tell) && { round: 1 }) }, ...(decide && { $push: { decisions: decide } }) }
        const changed = await JointApplications.findOneAndUpdate(filter as never, update as never, { returnDocument: 'after', session }).lean<JointRecord>()
        if (!changed) return null
        await alongside?.(session)
        await trail.record(session, act)
        // A window may put something before her several times: each is news of its own.
        if (tell) await trail.tell(session, messageOf(id, tell, movesParts(tell) ? {} : { version: String(changed.version) }))
        return changed
      }),
    listAsking: ({ indexes, limit }) =>
      JointApplications.find({ 'consents.index': among(indexes) } as never)
        .sort({ _id: -1 })
        .limit(limit)
        .lean<JointRecord[]>()
        .exec(),
    findByConsent: (consentId) =>
      JointApplications.findOne({ 'consents.id': consentId } as never)
        .lean<JointRecord>()
        .exec(),
    answer: ({ consentId, from, set, at, act, alongside }) =>
      inTransaction(async (session) => {
        const filter = { consents: mongoose.trusted({ $elemMatch: { id: consentId, answer: from } }) }
        const fields = Object.fromEntries(Object.entries(set).map(([field, value]) => [`consents.$.${field}`, value]))
        const update = { $set: { ...fields, lastAt: at }, $inc: { version: 1, round: 1 } }
        const changed = await JointApplications.findOneAndUpdate(filter as never, update as never, { returnDocument: 'after', session }).lean<JointRecord>()
        if (!changed) return null
        await alongside?.(session)
        await trail.record(session, act)
        await trail.tell(session, messageOf(changed._id, set.answer ?? 'declined', { consentId }))
        return changed
      }),
    noteSomebodyElse: ({ consentId, at, act }) =>
      inTransaction(async (session) => {
        const filter = { consents: mongoose.trusted({ $elemMatch: { id: consentId, somebodyElseAt: null } }) }
        const update = { $set: { 'consents.$.somebodyElseAt': at, lastAt: at }, $inc: { version: 1 } }
        const changed = await JointApplications.findOneAndUpdate(filter as never, update as never, { returnDocument: 'after', session }).lean<JointRecord>()
        if (!changed) return
        await trail.record(session, act)
        await trail.tell(session, messageOf(changed._id, 'somebodyElse', { consentId }))
      }),
    listToLook: ({ today, limit }) =>
      JointApplications.find({ lookOn: mongoose.trusted({ $type: 'string', $lte: today }) } as never, { _id: 1 })
        .sort({ lookOn: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>()
        .exec(),
    setLook: async ({ id, lookOn }) => {
      await JointApplications.updateOne({ _id: id }, { $set: { lookOn } })
    },
    noteLost: ({ id, round, lost, at }) =>
      inTransaction(async (session) => {
        const update = { $addToSet: { lost: mongoose.trusted({ $each: [...lost] }) }, $set: { lastAt: at }, $inc: { version: 1, round: 1 } }
        const changed = await JointApplications.findOneAndUpdate({ _id: id, round }, update as never, { session }).lean<JointRecord>()
        if (!changed) return
        const act = { action: 'jointApplication.notHandedOver', actor: null, subjectId: changed.subjectId, facts: { jointId: id, parts: lost.join() } }
        await trail.record(session, act)
      }),
    holdRound: async (tx, { id, round }) => {
      const held = await JointApplications.updateOne({ _id: id, round }, { $inc: { round: 1 } }, { session: tx as DbSession })
      return held.matchedCount === 1
    },
  }
}
