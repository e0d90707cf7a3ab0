import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { StaffAccount, StaffDevice, StaffStore } from './staff.store'

const words = { type: Object, required: true } as const

export const StaffAccounts = defineModel<StaffAccount>({
  name: 'StaffAccount',
  collection: 'staff_accounts',
  definition: {
    _id: requiredText,
    personId: requiredText,
    username: requiredText,
    passwordHash: requiredText,
    totpSealed: requiredText,
    totpStep: { type: Number, required: true },
    capacity: requiredText,
    department: words,
    office: words,
    counter: words,
    region: requiredText,
    relyingPartyCode: { type: String, default: null },
    state: requiredText,
    failures: { type: Number, default: 0 },
    lockedUntil: { type: Date, default: null },
    anyDevice: { type: Boolean, default: false },
    createdAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ username: 1 }, { unique: true })
    schema.index({ personId: 1 })
  },
})

export const StaffDevices = defineModel<StaffDevice>({
  name: 'StaffDevice',
  collection: 'staff_devices',
  definition: {
    _id: requiredText,
    deviceIndex: requiredText,
    number: requiredText,
    name: requiredText,
    platform: requiredText,
    officeId: requiredText,
    region: requiredText,
    requestedBy: requiredText,
    state: requiredText,
    requestedAt: requiredInstant,
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
  },
  configure: (schema) => {
    schema.index({ deviceIndex: 1, officeId: 1 }, { unique: true })
    schema.index({ region: 1, state: 1, _id: -1 })
  },
})

export function createMongoStaff({ trail }: { trail: Trail }): StaffStore {
  return {
    find: (id) => StaffAccounts.findById(id).lean<StaffAccount>().exec(),
    findByUsername: (username) => StaffAccounts.findOne({ username }).lean<StaffAccount>().exec(),
    insertIfNew: async (account) => {
      try {
        await StaffAccounts.create([account])
        return true
      } catch (cause) {
        if (isDuplicateKey(cause)) return false
        throw cause
      }
    },
    takeTotpStep: async ({ id, step }) => {
      const taken = await StaffAccounts.updateOne({ _id: id, totpStep: mongoose.trusted({ $lt: step }) }, { $set: { totpStep: step } })
      return taken.modifiedCount === 1
    },
    countFailure: ({ id, limit, lockedUntil, act }) =>
      inTransaction(async (session) => {
        const counted = await StaffAccounts.findOneAndUpdate({ _id: id }, { $inc: { failures: 1 } }, { session, returnDocument: 'after' }).lean<StaffAccount>()
        if ((counted?.failures ?? 0) >= limit) await StaffAccounts.updateOne({ _id: id }, { $set: { failures: 0, lockedUntil } }, { session })
        await trail.record(session, act)
      }),
    clearFailures: async (id) => {
      await StaffAccounts.updateOne({ _id: id }, { $set: { failures: 0, lockedUntil: null } })
    },
    findDevice: ({ deviceIndex, officeId }) => StaffDevices.findOne({ deviceIndex, officeId }).lean<StaffDevice>().exec(),
    requestDevice: async (device, act) => {
      try {
        await inTransaction(async (session) => {
          await StaffDevices.create([device], { session })
          await trail.record(session, act)
        })
        return device
      } catch (cause) {
        if (!isDuplicateKey(cause)) throw cause
        return (await StaffDevices.findOne({ deviceIndex: device.deviceIndex, officeId: device.officeId }).lean<StaffDevice>()) ?? device
      }
    },
    listDevices: async ({ region, state, after, limit }) => {
      const found = await StaffDevices.find({ region, state, ...(after && { _id: mongoose.trusted({ $lt: after }) }) })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<StaffDevice[]>()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
    },
    decideDevice: ({ id, region, state, by, at, act }) =>
      inTransaction(async (session) => {
        const expected = mongoose.trusted({ $in: (state === 'approved' ? ['pending'] : ['pending', 'approved']) as StaffDevice['state'][] })
        const decided = await StaffDevices.findOneAndUpdate(
          { _id: id, region, state: expected },
          { $set: { state, decidedBy: by, decidedAt: at } },
          { session, returnDocument: 'after' },
        ).lean<StaffDevice>()
        if (decided) await trail.record(session, act)
        return decided
      }),
  }
}
