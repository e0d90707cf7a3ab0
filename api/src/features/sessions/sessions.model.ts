import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { watchChanges } from '../../platform/db/watch-changes'
import type { Trail } from '../holders'
import type { Session, SessionStore } from './sessions.store'

const KEEP_ENDED_SECONDS = 30 * 86_400

export const Sessions = defineModel<Session>({
  name: 'Session',
  collection: 'sessions',
  definition: {
    _id: requiredText,
    kind: requiredText,
    personId: requiredText,
    staffId: { type: String, default: null },
    method: requiredText,
    device: { type: Object, required: true },
    sequence: { type: Number, required: true },
    rotatedAt: requiredInstant,
    startedAt: requiredInstant,
    lastUsedAt: requiredInstant,
    idleUntil: requiredInstant,
    endsAt: requiredInstant,
    endedAt: { type: Date, default: null },
    endReason: { type: String, default: null },
    activeAt: requiredInstant,
    pinHash: { type: String, default: null },
    pinFailures: { type: Number, default: 0 },
  },
  configure: (schema) => {
    schema.index({ personId: 1, endedAt: 1, _id: -1 })
    schema.index({ staffId: 1, endedAt: 1 })
    schema.index({ 'device.id': 1, endedAt: 1 }, { partialFilterExpression: { kind: 'staff' }, name: 'staffDevice' })
    schema.index({ idleUntil: 1 }, { partialFilterExpression: { endedAt: null }, name: 'idle' })
    schema.index({ endsAt: 1 }, { expireAfterSeconds: KEEP_ENDED_SECONDS })
  },
})

const live = (ids: readonly string[]) => ({ personId: mongoose.trusted({ $in: [...ids] }), endedAt: null })

export function createMongoSessions({ trail }: { trail: Trail }): SessionStore {
  const endMany: (filter: Record<string, unknown>, change: Pick<Session, 'endedAt' | 'endReason'>, act: Parameters<Trail['record']>[1]) => Promise<string[]> = (
    filter,
    change,
    act,
  ) =>
    inTransaction(async (session) => {
      const ids = (await Sessions.find(filter, { _id: 1 }, { session }).limit(1000).lean<{ _id: string }[]>()).map(({ _id }) => _id)
      if (ids.length === 0) return []
      await Sessions.updateMany({ _id: mongoose.trusted({ $in: ids }), endedAt: null }, { $set: change }, { session })
      await trail.record(session, { ...act, facts: { ...act.facts, count: ids.length } })
      return ids
    })

  return {
    open: (record, act, also) =>
      inTransaction(async (session) => {
        await also?.(session)
        await Sessions.create([record], { session })
        await trail.record(session, act)
      }),
    find: (id) => Sessions.findById(id).lean<Session>().exec(),
    listLive: async ({ personIds, at, after, limit }) => {
      const filter = { ...live(personIds), ...(after && { _id: mongoose.trusted({ $lt: after }) }) }
      const found = await Sessions.find(filter)
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<Session[]>()
      const page = found.slice(0, limit)
      // Idle ones that `endIdle` has not come to yet: left out here, so that no more than the page is looked at.
      return { items: page.filter(({ idleUntil }) => idleUntil > at), next: found.length > limit ? page[page.length - 1]!._id : null }
    },
    rotate: ({ id, sequence, at, idleUntil }) =>
      Sessions.findOneAndUpdate(
        { _id: id, sequence, endedAt: null },
        { $set: { rotatedAt: at, lastUsedAt: at, idleUntil }, $inc: { sequence: 1 } },
        { returnDocument: 'after' },
      )
        .lean<Session>()
        .exec(),
    end: async ({ id, personIds, at, reason, act }) => (await endMany({ _id: id, ...live(personIds) }, { endedAt: at, endReason: reason }, act)).length === 1,
    endAll: ({ personIds, except, at, reason, act }) =>
      endMany({ ...live(personIds), ...(except && { _id: mongoose.trusted({ $ne: except }) }) }, { endedAt: at, endReason: reason }, act),
    endOnDeviceIn: async (tx, { deviceId, isMeant, at, reason, act }) => {
      const session = tx as ClientSession
      const found = await Sessions.find({ kind: 'staff', 'device.id': deviceId, endedAt: null }, { staffId: 1 }, { session })
        .limit(1000)
        .lean<Pick<Session, '_id' | 'staffId'>[]>()
      const meant = await Promise.all(found.map(({ staffId }) => isMeant(staffId ?? '')))
      const ids = found.filter((_, i) => meant[i]).map(({ _id }) => _id)
      if (ids.length === 0) return []
      await Sessions.updateMany({ _id: mongoose.trusted({ $in: ids }), endedAt: null }, { $set: { endedAt: at, endReason: reason } }, { session })
      await trail.record(session, { ...act, facts: { ...act.facts, count: ids.length } })
      return ids
    },
    endIdle: async ({ at, limit }) => {
      const idle = await Sessions.find({ endedAt: null, idleUntil: mongoose.trusted({ $lte: at }) }, { _id: 1 })
        .sort({ idleUntil: 1 })
        .limit(limit)
        .hint('idle')
        .lean<{ _id: string }[]>()
      if (idle.length === 0) return 0
      const ids = idle.map(({ _id }) => _id)
      const ended = await Sessions.updateMany(
        { _id: mongoose.trusted({ $in: ids }), endedAt: null, idleUntil: mongoose.trusted({ $lte: at }) },
        { $set: { endedAt: at, endReason: 'expired' } },
      )
      return ended.modifiedCount
    },
    touch: async ({ id, at, notBefore }) => {
      const changed = await Sessions.updateOne({ _id: id, endedAt: null, activeAt: mongoose.trusted({ $gt: notBefore }) }, { $max: { activeAt: at } })
      return changed.matchedCount === 1
    },
    unlock: async ({ id, at }) => (await Sessions.updateOne({ _id: id, endedAt: null }, { $set: { activeAt: at, pinFailures: 0 } })).matchedCount === 1,
    setPin: async ({ id, pinHash }) => (await Sessions.updateOne({ _id: id, endedAt: null }, { $set: { pinHash, pinFailures: 0 } })).matchedCount === 1,
    takePinTry: async ({ id, limit }) => {
      const free = { _id: id, endedAt: null, pinHash: mongoose.trusted({ $ne: null }), pinFailures: mongoose.trusted({ $lt: limit }) }
      const taken = await Sessions.findOneAndUpdate(free, { $inc: { pinFailures: 1 } }, { returnDocument: 'after' }).lean<Session>()
      return taken?.pinHash ?? null
    },
    dropSpentPin: async ({ id, limit }) => {
      await Sessions.updateOne({ _id: id, pinFailures: mongoose.trusted({ $gte: limit }) }, { $set: { pinHash: null } })
    },
    watch: watchSessions,
  }
}

/** While the stream is down nothing is known, and what was kept then may be stale when it runs again: the listener forgets both times. */
const watchSessions: SessionStore['watch'] = ({ changed, lost }) =>
  watchChanges<Session>({
    collection: () => Sessions.collection as never,
    pipeline: [{ $match: { operationType: { $in: ['update', 'replace', 'delete'] } } }, { $project: { documentKey: 1 } }],
    onChange: (event) => changed(String((event as unknown as { documentKey: { _id: string } }).documentKey._id)),
    onLive: lost,
  })
