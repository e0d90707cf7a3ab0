import type { Capacity } from '@zsb/shared/principal'
import type { Principal } from '../http/principal'

/**
 * Whose matters a member of staff answers for 管辖: those of his office (受理机构 or 用证单位, the department he serves), those of his region, or what
 * lies at the platform's own desk. It goes into the query, so that anything beyond it reads like nothing at all (R14).
 */
export type Jurisdiction = { of: 'office'; office: string } | { of: 'region'; region: string } | { of: 'platform' }

/** `officeElseRegion`: his office's; whoever serves none answers for his region. */
type Rule = Jurisdiction['of'] | 'officeElseRegion'
type Rules = Partial<Record<Capacity, Rule>>

/** The office answers; where none of its supervisors can or did in time, the platform. */
const ANSWERING: Rules = { supervisor: 'office', operator: 'platform' }

/** By permission (`content/access/permissions.json`, which says who may at all): how far each capacity reaches. */
export const JURISDICTIONS = {
  'application.handle': { clerk: 'office', supervisor: 'office', approver: 'office' },
  'complaint.handle': ANSWERING,
  'objection.answer': ANSWERING,
  'rating.callBack': ANSWERING,
  'deputy.manage': { supervisor: 'office' },
  'licence.changeState': { clerk: 'officeElseRegion', supervisor: 'officeElseRegion', approver: 'officeElseRegion' },
  'staffDevice.decide': { supervisor: 'region' },
} as const satisfies Record<string, Rules>
export type BoundPermission = keyof typeof JURISDICTIONS

/** Null, and so nothing, for a capacity without a rule and for whoever lacks what his rule goes by. */
export function jurisdictionOf(permission: BoundPermission, principal: Pick<Principal, 'capacity' | 'relyingPartyCode' | 'region'>): Jurisdiction | null {
  const rules: Rules = JURISDICTIONS[permission]
  const { relyingPartyCode: office, region } = principal
  const ofOffice = office ? ({ of: 'office', office } as const) : null
  const ofRegion = region ? ({ of: 'region', region } as const) : null
  switch (Object.hasOwn(rules, principal.capacity) ? rules[principal.capacity] : undefined) {
    case 'office':
      return ofOffice
    case 'region':
      return ofRegion
    case 'officeElseRegion':
      return ofOffice ?? ofRegion
    case 'platform':
      return { of: 'platform' }
    default:
      return null
  }
}
