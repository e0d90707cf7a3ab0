import type { Collection } from 'mongodb'
import { createMicroRead } from '../../platform/db/micro-read'
import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import type { Trail } from '../holders'
import { Guards, Places } from './documents.model'
import type { PlaceRecord, PlaceStore } from './places.store'

/** Equality where there is one, so that the sort of the list comes from the index. */
const among = (ids: readonly string[]) => (ids.length === 1 ? ids[0]! : (mongoose.trusted({ $in: [...ids] }) as never as string))
const OPEN = mongoose.trusted({ $in: ['applied', 'active'] }) as never

export function createMongoPlaces({ trail }: { trail: Trail }): PlaceStore {
  return {
    add: (place, { most, act }) =>
      again(() =>
        inTransaction(async (session) => {
          const open = await Places.find({ ownerId: place.ownerId, state: OPEN }).select('slot').limit(most).session(session).lean<PlaceRecord[]>()
          if (open.length >= most) return false
          const taken = new Set(open.map(({ slot }) => slot))
          const slot = Array.from({ length: most }, (_, each) => each).find((each) => !taken.has(each))
          await Places.create([{ ...place, slot }], { session })
          await trail.record(session, act)
          return true
        }),
      ),
    find: createMicroRead<PlaceRecord>({ collection: () => Places.collection as unknown as Collection<PlaceRecord>, maxBatch: 500 }),
    findByIds: (ids) =>
      ids.length === 0
        ? Promise.resolve([])
        : Places.find({ _id: among(ids) })
            .lean<PlaceRecord[]>()
            .exec(),
    listNamed: ({ text, limit }) =>
      Places.find({ state: 'active', name: mongoose.trusted({ $gte: text, $lt: `${text}\uffff` }) as never })
        .sort({ name: 1 })
        .limit(limit)
        .lean<PlaceRecord[]>()
        .exec(),
    listOwn: ({ ownerIds, limit }) =>
      Places.find({ ownerId: among(ownerIds) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<PlaceRecord[]>()
        .exec(),
    listForReview: async ({ regions, state, after, limit }) => {
      const found = await Places.find({ region: among(regions), state, ...(after && { _id: mongoose.trusted({ $gt: after }) as never }) })
        .sort({ _id: 1 })
        .limit(limit + 1)
        .lean<PlaceRecord[]>()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
    },
    review: ({ id, from, to, refusal, by, at, act }) =>
      inTransaction(async (session) => {
        const reviewed = await Places.findOneAndUpdate(
          { _id: id, state: from },
          { $set: { state: to, refusal, reviewedAt: at, reviewedBy: by }, ...(to === 'refused' && { $unset: { slot: 1 } }) },
          { returnDocument: 'after', session },
        ).lean<PlaceRecord>()
        if (!reviewed) return null
        await trail.record(session, act)
        await trail.tell(session, { topic: 'place.reviewed', key: reviewed.ownerId, ids: { placeId: id } })
        return reviewed
      }),
    close: ({ id, from, at, act }) =>
      inTransaction(async (session) => {
        const closed = await Places.findOneAndUpdate(
          { _id: id, state: from },
          { $set: { state: 'closed', closedAt: at }, $unset: { slot: 1 } },
          { returnDocument: 'after', session },
        ).lean<PlaceRecord>()
        if (!closed) return null
        await Guards.updateMany({ placeId: id, endedAt: null }, { $set: { endedAt: at } }, { session })
        await trail.record(session, act)
        return closed
      }),
    recordRead: (act) => inTransaction((session) => trail.record(session, act)),
  }
}

/** Of two places of an owner that are applied for at once one finds its slot taken, and looks for another. */
async function again<T>(add: () => Promise<T>): Promise<T> {
  try {
    return await add()
  } catch (cause) {
    if (!isDuplicateKey(cause) || !(cause as { keyPattern?: { slot?: number } }).keyPattern?.slot) throw cause
    return again(add)
  }
}
