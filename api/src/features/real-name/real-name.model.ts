import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { FaceCheck, ProofQuery, RealNameStore, WindowRequestRecord } from './real-name.store'

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
    settledAt: { type: Date, default: null },
    spentAt: { type: Date, default: null },
  },
  configure: (schema) => {
    schema.index({ expiresAt: 1 }, { expireAfterSeconds: 86_400 })
    schema.index({ personId: 1, state: 1 })
  },
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
    settledAt: { type: Date, default: null },
    spentAt: { type: Date, default: null },
  },
  configure: (schema) => {
    schema.index({ codeIndex: 1 }, { unique: true, partialFilterExpression: { state: 'open' } })
    schema.index({ personId: 1, state: 1 })
    schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
  },
})

const unspent = ({ personId, deviceId, since }: ProofQuery, state: 'passed' | 'confirmed') => ({
  personId,
  deviceId,
  state,
  spentAt: null,
  settledAt: mongoose.trusted({ $gte: since }),
})

export function createMongoRealName({ trail }: { trail: Trail }): RealNameStore {
  return {
    addFaceCheck: (check, act) =>
      inTransaction(async (session) => {
        await FaceChecks.create([check], { session })
        await trail.record(session, act)
      }),
    findFaceCheck: ({ id, personId, deviceId }) => FaceChecks.findOne({ _id: id, personId, deviceId }).lean<FaceCheck>().exec(),
    settleFaceCheck: ({ id, state, at, act }) =>
      inTransaction(async (session) => {
        const settled = await FaceChecks.updateOne({ _id: id, state: 'pending' }, { $set: { state, settledAt: at } }, { session })
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
    hasProof: async (query) => {
      const found = await Promise.all([FaceChecks.exists(unspent(query, 'passed') as never), WindowRequests.exists(unspent(query, 'confirmed') as never)])
      return found.some((each) => each !== null)
    },
    takeProof: async ({ at, ...query }) => {
      const spent = { $set: { spentAt: at } }
      if ((await FaceChecks.updateOne(unspent(query, 'passed') as never, spent)).modifiedCount === 1) return true
      return (await WindowRequests.updateOne(unspent(query, 'confirmed') as never, spent)).modifiedCount === 1
    },
    recordReveal: (act) => inTransaction((session) => trail.record(session, act)),
    settleWindowRequest: ({ id, state, by, at, act, tell }, tx) => {
      const settle = async (session: ClientSession) => {
        const settled = await WindowRequests.updateOne(
          { _id: id, state: 'open', expiresAt: mongoose.trusted({ $gt: at }) },
          { $set: { state, confirmedBy: by, settledAt: at } },
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
