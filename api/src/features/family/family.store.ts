import type { RelationBasis } from '@zsb/shared/family'
import type { Act } from '../holders'

/** A proven relation 监护关系: guardian, child, what proved it, and the child's 18th birthday on which it ends. */
export interface FamilyRelation {
  _id: string
  guardianId: string
  childId: string
  basis: RelationBasis
  /** Identifier of the licence it was read from 电子证照标识. */
  sourceRef: string
  since: Date
  /** Calendar date in Asia/Shanghai, exclusive. */
  until: string
  /** When the guardian removed the child, or the proof lost its force; majority ends it by `until`. */
  endedAt: Date | null
}

export interface FamilyStore {
  /** False when this guardian has this child already. */
  add: (relation: FamilyRelation, act: Act) => Promise<boolean>
  find: (query: { guardianIds: readonly string[]; childIds: readonly string[] }) => Promise<FamilyRelation | null>
  /** Ends what lives between these; false when nothing does. */
  end: (query: { guardianIds: readonly string[]; childIds: readonly string[]; at: Date; act: Act }) => Promise<boolean>
  /** Ends every living relation that rests on this licence, each with its trail; answers them. */
  endBySource: (query: { sourceRef: string; at: Date; actOf: (relation: FamilyRelation) => Act }) => Promise<FamilyRelation[]>
  /** Living relations of a child. */
  listOfChild: (childIds: readonly string[]) => Promise<FamilyRelation[]>
  /** Living relations and those that ended with majority, oldest first. */
  list: (guardianIds: readonly string[]) => Promise<FamilyRelation[]>
}
