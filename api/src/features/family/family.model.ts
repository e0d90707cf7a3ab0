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
    schema.index({ guardianId: 1, childId: 1 }, { unique: true, partialFilterExpression: { endedAt: null } }).index({ guardianId: 1, _id: 1 }),
})

const among = (ids: readonly string[]) => mongoose.trusted({ $in: [...ids] })

export function createMongoFamily({ trail }: { trail: Trail }): FamilyStore {
  return {
    add: async (relation, act) => {
      try {
        await inTransaction(async (session) => {
          await FamilyRelations.create([relation], { session })
          await trail.record(session, act)
          await trail.tell(session, {
            topic: 'family.childAdded',
            key: relation.guardianId,
            ids: { guardianId: relation.guardianId, childId: relation.childId },
          })
        })
        return true
      } catch (cause) {
        if (isDuplicateKey(cause)) return false
        throw cause
      }
    },
    find: ({ guardianIds, childIds }) =>
      FamilyRelations.findOne({ guardianId: among(guardianIds), childId: among(childIds), endedAt: null })
        .lean<FamilyRelation>()
        .exec(),
    list: (guardianIds) =>
      FamilyRelations.find({ guardianId: among(guardianIds) })
        .sort({ _id: 1 })
        .limit(50)
        .lean<FamilyRelation[]>()
        .exec(),
  }
}
