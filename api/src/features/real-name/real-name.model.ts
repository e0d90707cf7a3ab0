import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { FaceCheck, RealNameStore, WindowRequestRecord } from './real-name.store'

export const FaceChecks = defineModel<FaceCheck>({
  name: 'FaceCheck',
  collection: 'face_checks',
  definition: {
    _id: requiredText,
    personId: requiredText,
    deviceId: requiredText,
    claimIndex: requiredText,
    state: requiredText,
    startedAt: requiredInstant,
    expiresAt: requiredInstant,
  },
  configure: (schema) => schema.index({ expiresAt: 1 }, { expireAfterSeconds: 86_400 }),
})

export const WindowRequests = defineModel<WindowRequestRecord>({
  name: 'WindowRequest',
  collection: 'window_requests',
  definition: {
    _id: requiredText,
    codeIndex: requiredText,
    personId: requiredText,
    claimIndex: requiredText,
    deviceId: requiredText,
    state: requiredText,
    requestedAt: requiredInstant,
    expiresAt: requiredInstant,
    confirmedBy: { type: String, default: null },
  },
  configure: (schema) => {
    schema.index({ codeIndex: 1 }, { unique: true, partialFilterExpression: { state: 'open' } })
    schema.index({ personId: 1, state: 1 })
    schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  },
})

export function createMongoRealName({ trail }: { trail: Trail }): RealNameStore {
  return {
    addFaceCheck: (check, act) =>
      inTransaction(async (session) => {
        await FaceChecks.create([check], { session })
        await trail.record(session, act)
      }),
    findFaceCheck: ({ id, personId, deviceId }) => FaceChecks.findOne({ _id: id, personId, deviceId }).lean<FaceCheck>().exec(),
    settleFaceCheck: ({ id, state, act }) =>
      inTransaction(async (session) => {
        const settled = await FaceChecks.updateOne({ _id: id, state: 'pending' }, { $set: { state } }, { session })
        if (settled.modifiedCount === 1) await trail.record(session, act)
        return settled.modifiedCount === 1
      }),
    addWindowRequest: async (request, act) => {
      try {
        await inTransaction(async (session) => {
          await WindowRequests.updateMany({ personId: request.personId, state: 'open' }, { $set: { state: 'replaced' } }, { session })
          await WindowRequests.create([request], { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (isDuplicateKey(cause)) return false
        throw cause
      }
    },
    findWindowRequest: ({ codeIndex, at }) =>
      WindowRequests.findOne({ codeIndex, state: 'open', expiresAt: mongoose.trusted({ $gt: at }) })
        .lean<WindowRequestRecord>()
        .exec(),
    recordReveal: (act) => inTransaction((session) => trail.record(session, act)),
    settleWindowRequest: ({ id, state, by, at, act, tell }, tx) => {
      const settle = async (session: ClientSession) => {
        const settled = await WindowRequests.updateOne(
          { _id: id, state: 'open', expiresAt: mongoose.trusted({ $gt: at }) },
          { $set: { state, confirmedBy: by } },
          { session },
        )
        if (settled.modifiedCount !== 1) return false
        await trail.record(session, act)
        if (tell) await trail.tell(session, tell)
        return true
      }
      return tx ? settle(tx as ClientSession) : inTransaction(settle)
    },
  }
}
