import type { Collection } from 'mongodb'
import mongoose from 'mongoose'
import { createMicroRead } from '../../platform/db/micro-read'
import { inTransaction } from '../../platform/db/mongo'
import type { Trail } from '../holders'
import { Guards, Invitations, Places } from './documents.model'
import type { GuardInvitationRecord, GuardStore, PlaceGuard } from './places.store'

const among = (ids: readonly string[]) => (ids.length === 1 ? ids[0]! : (mongoose.trusted({ $in: [...ids] }) as never as string))
const from = (day: string) => mongoose.trusted({ $gte: day }) as never as string

/** The phone that is left joins those left a while ago. */
function formerOf({ deviceId: left, formerDevices = [] }: PlaceGuard, { deviceId, at, formerSince }: { deviceId: string | null; at: Date; formerSince: Date }) {
  const recent = formerDevices.filter(({ until }) => until >= formerSince)
  return left === null || left === deviceId ? recent : [...recent, { deviceId: left, until: at }]
}

export function createMongoGuards({ trail }: { trail: Trail }): GuardStore {
  return {
    invite: (invitation, act) =>
      inTransaction(async (session) => {
        await Invitations.create([invitation], { session })
        await trail.record(session, act)
      }),
    accept: ({ invitationId, personIds, guard, at, today, most, formerSince, actOf }) =>
      inTransaction(async (session) => {
        const open = { _id: invitationId, usedAt: null, expiresAt: mongoose.trusted({ $gt: at }) as never as Date }
        const invitation = await Invitations.findOne(open).session(session).lean<GuardInvitationRecord>()
        if (!invitation) return null
        const { placeId, until } = invitation
        // Two at once meet here, and the later one counts again.
        const place = await Places.updateOne({ _id: placeId, state: 'active' }, { $inc: { guardsBegun: 1 } }, { session })
        if (place.matchedCount === 0) return null
        const known = await Guards.findOne({ personId: among(personIds), placeId, endedAt: null })
          .session(session)
          .lean<PlaceGuard>()
        if (!known && (await Guards.countDocuments({ placeId, endedAt: null, until: from(today) }).session(session)) >= most) return null
        // Last, so that a refusal spends nothing; of two at once the other is told it is spent.
        if ((await Invitations.updateOne(open, { $set: { usedAt: at } }, { session })).modifiedCount === 0) return null
        const { deviceId } = guard
        const kept: PlaceGuard = known
          ? { ...known, deviceId, formerDevices: formerOf(known, { deviceId, at, formerSince }), until: known.until > until ? known.until : until }
          : { ...guard, placeId, until }
        if (known) await Guards.updateOne({ _id: known._id }, { $set: { until: kept.until, deviceId, formerDevices: kept.formerDevices } }, { session })
        else await Guards.create([kept], { session })
        await trail.record(session, actOf(kept))
        return kept
      }),
    find: createMicroRead<PlaceGuard>({ collection: () => Guards.collection as unknown as Collection<PlaceGuard>, maxBatch: 500 }),
    bindDevice: async ({ id, deviceId }) => {
      await Guards.updateOne({ _id: id, deviceId: null }, { $set: { deviceId } })
      return (await Guards.findById(id).select('deviceId').lean<PlaceGuard>())?.deviceId ?? null
    },
    listOfPlaces: ({ placeIds, today, limit }) =>
      placeIds.length === 0
        ? Promise.resolve([])
        : Guards.find({ placeId: among(placeIds), endedAt: null, until: from(today) })
            .limit(limit)
            .lean<PlaceGuard[]>()
            .exec(),
    listOfPerson: ({ personIds, today, limit }) =>
      Guards.find({ personId: among(personIds), endedAt: null, until: from(today) })
        .sort({ until: 1 })
        .limit(limit)
        .lean<PlaceGuard[]>()
        .exec(),
    end: ({ id, placeId, at, act }) =>
      inTransaction(async (session) => {
        const ended = await Guards.updateOne({ _id: id, placeId, endedAt: null }, { $set: { endedAt: at } }, { session })
        if (ended.modifiedCount === 0) return false
        await trail.record(session, act)
        return true
      }),
  }
}
