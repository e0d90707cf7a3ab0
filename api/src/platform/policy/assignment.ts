import type { Capacity } from '@zsb/shared/principal'
import type { Principal } from '../http/principal'

/** Who is bound by an assignment: supervisors and approvers act on every matter of their office. */
const BOUND: readonly Capacity[] = ['clerk']

/** free: nobody's, his own, or he is not bound by it · deputy: of somebody he stands in for today 代理 · other: a colleague's */
export type Assignment = 'free' | 'deputy' | 'other'

interface Asked {
  /** The account that has the matter in hand 承办人; nobody while it is null. */
  assignedTo: string | null | undefined
  principal: Pick<Principal, 'capacity' | 'staffId'>
  /** Accounts for which this one stands in today. Asked only where the answer depends on it. */
  standsInFor: (staffId: string) => Promise<readonly string[]>
}

/** Whether somebody of an office may act on what one of its staff has in hand (R14). */
export async function assignmentOf({ assignedTo, principal: { capacity, staffId }, standsInFor }: Asked): Promise<Assignment> {
  if (!BOUND.includes(capacity) || !assignedTo || assignedTo === staffId) return 'free'
  if (!staffId) return 'other'
  return (await standsInFor(staffId)).includes(assignedTo) ? 'deputy' : 'other'
}
