import type { Capacity } from '@zsb/shared/principal'
import { ENTRANCES } from '@/entrances'

/** What somebody does in his office 岗位职责; the server decides again at every request (api/content/access/permissions.json). */
export type Duty = 'verify' | 'realName' | 'freeze' | 'complaints' | 'devices' | 'changes' | 'reports'

const DUTIES: Record<Capacity, readonly Duty[]> = {
  clerk: ['verify', 'realName', 'freeze', 'changes', 'reports'],
  supervisor: ['verify', 'freeze', 'complaints', 'devices', 'changes', 'reports'],
  approver: ['changes', 'reports'],
  operator: ['complaints'],
  guard: ['verify'],
  relyingParty: ['verify'],
  self: [],
  guardian: [],
  agent: [],
}

export const dutiesOf = (capacity: Capacity | undefined): readonly Duty[] => (capacity ? DUTIES[capacity] : [])
export const hasDuty = (capacity: Capacity | undefined, duty: Duty): boolean => dutiesOf(capacity).includes(duty)

/** Where a shift begins: at the counter's screen for whoever checks codes all day, else at what waits. */
export const firstPageOf = (capacity: Capacity): string =>
  hasDuty(capacity, 'verify') && !hasDuty(capacity, 'complaints') ? ENTRANCES.verify : ENTRANCES.staffHome
