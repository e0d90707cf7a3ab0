import mongoose, { type ClientSession } from 'mongoose'
import { DURABLE, inTransaction, isDuplicateKey } from '../../platform/db/mongo'
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
    anyDevice: { type: Boolean, default: false },
    createdAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ username: 1 }, { unique: true })
    schema.index({ personId: 1 })
    schema.index({ relyingPartyCode: 1, capacity: 1, state: 1 })
  },
})

/** Sign-in tries by the digest of the name that was typed: names nobody has are counted like any other. */
interface SignInTries {
  _id: string
  failures: number
  lockedUntil: Date | null
  purgeAt: Date
}
const Tries = defineModel<SignInTries>({
  name: 'StaffSignInTries',
  collection: 'staff_sign_in_tries',
  definition: { _id: requiredText, failures: { type: Number, required: true }, lockedUntil: { type: Date, default: null }, purgeAt: requiredInstant },
  configure: (schema) => schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 }),
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
    usedAt: Date,
  },
  configure: (schema) => {
    schema.index({ deviceIndex: 1, officeId: 1 }, { unique: true })
    schema.index({ region: 1, state: 1, _id: -1 })
  },
})

export function createMongoStaff({ trail }: { trail: Trail }): StaffStore {
  return {
    find: (id) => StaffAccounts.findById(id).lean<StaffAccount>().exec(),
    listSupervisors: (relyingPartyCode) =>
      StaffAccounts.find({ relyingPartyCode, capacity: 'supervisor', state: 'active' }).limit(50).lean<StaffAccount[]>().exec(),
    listClerks: (relyingPartyCode) => StaffAccounts.find({ relyingPartyCode, capacity: 'clerk', state: 'active' }).limit(50).lean<StaffAccount[]>().exec(),
    listClerksWhoLeft: (relyingPartyCode) =>
      StaffAccounts.find({ relyingPartyCode, capacity: 'clerk', state: 'closed' }).limit(200).lean<StaffAccount[]>().exec(),
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
    takeTry: async ({ nameIndex, at, lockAfter, lockedUntil, purgeAt }) => {
      const tried = { $add: [{ $ifNull: ['$failures', 0] }, 1] }
      const isLast = { $gte: [tried, lockAfter] }
      const free = { _id: nameIndex as never, $or: [{ lockedUntil: null }, { lockedUntil: { $lte: at } }] }
      const count = [{ $set: { lockedUntil: { $cond: [isLast, lockedUntil, null] }, failures: { $cond: [isLast, 0, tried] }, purgeAt } }]
      for (;;) {
        try {
          await Tries.collection.updateOne(free, count, { upsert: true, writeConcern: DURABLE })
          return null
        } catch (cause) {
          if (!isDuplicateKey(cause)) throw cause
        }
        // It is there and not free: locked, or the first try of a name raced with another.
        const known = await Tries.findById(nameIndex).lean<SignInTries>()
        if (known?.lockedUntil && known.lockedUntil > at) return known.lockedUntil
      }
    },
    clearTries: async (nameIndex) => {
      await Tries.deleteOne({ _id: nameIndex })
    },
    recordRefusal: (act) => inTransaction((session) => trail.record(session, act)),
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
    decideDevice: ({ id, region, state, by, at, act, also }) =>
      inTransaction(async (session) => {
        const expected = mongoose.trusted({ $in: (state === 'approved' ? ['pending'] : ['pending', 'approved']) as StaffDevice['state'][] })
        const decided = await StaffDevices.findOneAndUpdate(
          { _id: id, region, state: expected },
          { $set: { state, decidedBy: by, decidedAt: at } },
          { session, returnDocument: 'after' },
        ).lean<StaffDevice>()
        if (!decided) return null
        await also?.(session, decided)
        await trail.record(session, act)
        return decided
      }),
    useDeviceIn: async (tx, { id, at }) => {
      const used = await StaffDevices.updateOne({ _id: id, state: 'approved' }, { $set: { usedAt: at } }, { session: tx as ClientSession })
      return used.matchedCount === 1
    },
  }
}
