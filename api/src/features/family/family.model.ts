import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import type { FamilyRelation, FamilyStore } from './family.store'

export const FamilyRelations = defineModel<FamilyRelation>({
  name: 'FamilyRelation',
  collection: 'family_relations',
  definition: {
    _id: requiredText,
    guardianId: requiredText,
    childId: requiredText,
    basis: requiredText,
    sourceRef: requiredText,
    since: requiredInstant,
    until: requiredText,
    endedAt: { type: Date, default: null },
  },
  configure: (schema) =>
    schema
      .index({ guardianId: 1, childId: 1 }, { unique: true, partialFilterExpression: { endedAt: null } })
      .index({ guardianId: 1, endedAt: 1, _id: 1 })
      .index({ childId: 1 }, { partialFilterExpression: { endedAt: null }, name: 'livingOfChild' })
      .index({ sourceRef: 1 }, { partialFilterExpression: { endedAt: null }, name: 'livingBySource' }),
})

/** Equality where there is one, so that the sort of the list comes from the index. */
const among = (ids: readonly string[]) => (ids.length === 1 ? ids[0]! : mongoose.trusted({ $in: [...ids] }))

export const familyQuery = (guardianIds: readonly string[]) =>
  FamilyRelations.find({ guardianId: among(guardianIds) as string, endedAt: null })
    .sort({ _id: 1 })
    .limit(50)

export const ofChildQuery = (childIds: readonly string[]) => FamilyRelations.find({ childId: among(childIds) as string, endedAt: null }).limit(20)

export function createMongoFamily({ trail }: { trail: Trail }): FamilyStore {
  return {
    add: async (relation, act) => {
      try {
        await inTransaction(async (session) => {
          await FamilyRelations.create([relation], { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (isDuplicateKey(cause)) return false
        throw cause
      }
    },
    find: ({ guardianIds, childIds }) =>
      FamilyRelations.findOne({ guardianId: among(guardianIds) as string, childId: among(childIds) as string, endedAt: null })
        .lean<FamilyRelation>()
        .exec(),
    end: ({ guardianIds, childIds, at, act }) =>
      inTransaction(async (session) => {
        const filter = { guardianId: among(guardianIds) as string, childId: among(childIds) as string, endedAt: null }
        const ended = await FamilyRelations.updateMany(filter, { $set: { endedAt: at } }, { session })
        if (ended.modifiedCount > 0) await trail.record(session, act)
        return ended.modifiedCount > 0
      }),
    endBySource: async ({ sourceRef, at, actOf }) => {
      const living = await FamilyRelations.find({ sourceRef, endedAt: null }).limit(50).lean<FamilyRelation[]>()
      for (const relation of living)
        await inTransaction(async (session) => {
          const ended = await FamilyRelations.updateOne({ _id: relation._id, endedAt: null }, { $set: { endedAt: at } }, { session })
          if (ended.modifiedCount === 0) return
          await trail.record(session, actOf(relation))
          await trail.tell(session, {
            topic: 'family.proofLost',
            key: relation.guardianId,
            ids: { relationId: relation._id, guardianId: relation.guardianId, childId: relation.childId },
          })
        })
      return living
    },
    listOfChild: (childIds) => ofChildQuery(childIds).lean<FamilyRelation[]>().exec(),
    list: (guardianIds) => familyQuery(guardianIds).lean<FamilyRelation[]>().exec(),
  }
}
