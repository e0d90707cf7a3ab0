import type { RelationBasis } from '@zsb/shared/family'
import type { Act } from '../holders'

/** A proven relation 监护关系: guardian, child, what proved it, and the child's 18th birthday on which it ends. */
export interface FamilyRelation {
  _id: string
  guardianId: string
  childId: string
  basis: RelationBasis
  /** The licence it was read from, as `licenceId@revision` or the library's record id. */
  sourceRef: string
  since: Date
  /** Calendar date in Asia/Shanghai, exclusive. */
  until: string
  endedAt: Date | null
}

export interface FamilyStore {
  /** False when this guardian has this child already. */
  add: (relation: FamilyRelation, act: Act) => Promise<boolean>
  find: (query: { guardianIds: readonly string[]; childIds: readonly string[] }) => Promise<FamilyRelation | null>
  list: (guardianIds: readonly string[]) => Promise<FamilyRelation[]>
}
