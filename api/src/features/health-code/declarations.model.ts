import type { Collection } from 'mongodb'
import mongoose from 'mongoose'
import { encodeTime } from 'ulid'
import { DECLARATION_KEPT_DAYS } from '@zsb/shared/health-code'
import { createMicroLists } from '../../platform/db/micro-read'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { Declaration, DeclarationStore } from './declarations.store'

const Declarations = defineModel<Declaration>({
  name: 'HealthDeclaration',
  collection: 'health_declarations',
  definition: {
    _id: requiredText,
    personId: requiredText,
    declarantId: requiredText,
    at: requiredInstant,
    filledAt: requiredInstant,
    formVersion: { type: Number, required: true },
    sealed: requiredText,
    state: requiredText,
    corrects: { type: String, default: null },
    erasedOn: requiredText,
    purgeAt: requiredInstant,
  },
  configure: (schema) => schema.index({ personId: 1, _id: -1 }).index({ state: 1, personId: 1 }).index({ purgeAt: 1 }, { expireAfterSeconds: 0 }),
})

/** Undoes a transaction that has nothing to correct any more. */
class MovedOn extends Error {}

/** Equality where there is one, so that the sort of the list comes from the index. */
const among = (ids: readonly string[]) => (ids.length === 1 ? ids[0]! : (mongoose.trusted({ $in: [...ids] }) as never))
/** The database's clock takes a minute, and more under load: what is over is not shown until then. */
const notOver = (today: string) => mongoose.trusted({ $gt: today }) as never

const native = () => Declarations.collection as unknown as Collection<Declaration>
/** No id of that instant or after it is less: ids of ours never go back. */
const idFrom = (instant: Date) => encodeTime(Math.max(0, instant.getTime()))
/** Who declares several times a day for a month. */
const MOST_KEPT = 100
/** Once a day, as a door asks for it, for as long as they are kept. */
const FEW = DECLARATION_KEPT_DAYS + 10

/** @param mostKept so many of one are looked at for a colour */
export function createMongoDeclarations({ trail, mostKept = MOST_KEPT }: { trail: Trail; mostKept?: number }): DeclarationStore {
  const lists = createMicroLists<Declaration>({ collection: native, of: 'personId', sort: { _id: -1 }, most: mostKept, few: FEW, maxBatch: 500 })
  return {
    add: async (declaration, act, tell) => {
      const { corrects } = declaration
      try {
        await inTransaction(async (session) => {
          if (corrects !== null) {
            const corrected = await Declarations.updateOne({ _id: corrects, state: 'counts' }, { $set: { state: 'corrected' } }, { session })
            if (corrected.modifiedCount === 0) throw new MovedOn()
          }
          await Declarations.create([declaration], { session })
          await trail.record(session, act)
          if (tell) await trail.tell(session, tell)
        })
        return true
      } catch (cause) {
        if (cause instanceof MovedOn) return false
        throw cause
      }
    },
    find: ({ id, personIds, today }) =>
      Declarations.findOne({ _id: id, personId: among(personIds), erasedOn: notOver(today) })
        .lean<Declaration>()
        .exec(),
    list: async ({ personIds, today, after, limit }) => {
      const before = after ? { _id: mongoose.trusted({ $lt: after }) as never } : {}
      const found = await Declarations.find({ personId: among(personIds), erasedOn: notOver(today), ...before })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<Declaration[]>()
        .exec()
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? items[items.length - 1]!._id : null }
    },
    remove: ({ id, personIds, act }) =>
      inTransaction(async (session) => {
        const gone = await Declarations.deleteOne({ _id: id, personId: among(personIds) }, { session })
        if (gone.deletedCount === 1) await trail.record(session, act)
        return gone.deletedCount === 1
      }),
    hasDeclared: async ({ personId, today }) => (await Declarations.exists({ state: 'counts', personId, erasedOn: notOver(today) })) !== null,
    listDeclaredAfter: async ({ today, after, limit }) => {
      const found = await Declarations.find({ state: 'counts', personId: mongoose.trusted({ $gt: after }) as never, erasedOn: notOver(today) }, { personId: 1 })
        .sort({ personId: 1 })
        .limit(limit)
        .lean<Pick<Declaration, 'personId'>[]>()
      // Whoever has declared several times stands there as often.
      return [...new Set(found.map(({ personId }) => personId))]
    },
    listKept: async ({ personIds, today, from }) => {
      const keep = ({ erasedOn }: Declaration) => erasedOn > today
      const since = from ? await lists.ofAll(personIds, { keep, from: idFrom(from) }) : []
      if (since.length > 0) return since
      const all = await lists.ofAll(personIds, { keep })
      return from ? all.slice(0, 1) : all
    },
  }
}
