import type { Capacity } from '@zsb/shared/principal'
import { ENTRANCES } from '@/entrances'
import type { Who } from '@/platform/session'

/** What somebody does in his office 岗位职责; the server decides again at every request (api/content/access/permissions.json). */
export type Duty =
  | 'cases'
  | 'atWindow'
  | 'deputies'
  | 'verify'
  | 'realName'
  | 'freeze'
  | 'complaints'
  | 'objections'
  | 'devices'
  | 'callBacks'
  | 'changes'
  | 'reports'
  | 'publications'
  | 'healthCode'
  | 'healthSunset'
  | 'healthAppeals'
  | 'healthOverrides'
  | 'healthChecks'
  | 'contactQueries'
  | 'places'
  | 'printedCode'

const DUTIES: Record<Capacity, readonly Duty[]> = {
  clerk: ['cases', 'atWindow', 'verify', 'realName', 'freeze', 'changes', 'reports', 'places', 'printedCode'],
  supervisor: ['cases', 'verify', 'freeze', 'complaints', 'callBacks', 'objections', 'deputies', 'devices', 'changes', 'reports', 'places', 'printedCode'],
  approver: ['cases', 'changes', 'reports'],
  operator: [
    'complaints',
    'callBacks',
    'objections',
    'publications',
    'healthCode',
    'healthAppeals',
    'healthOverrides',
    'healthChecks',
    'healthSunset',
    'contactQueries',
  ],
  guard: ['verify'],
  relyingParty: ['verify'],
  self: [],
  guardian: [],
  agent: [],
}

/** What there is only while the health code is in force. */
const WITH_HEALTH_CODE: readonly Duty[] = ['places', 'printedCode', 'healthAppeals', 'healthOverrides', 'healthChecks', 'contactQueries']
export const needsHealthCode = (duty: Duty): boolean => WITH_HEALTH_CODE.includes(duty)

type Member = Pick<Who, 'capacity' | 'handlesApplications' | 'reviewsPlaces'> | null

/** Cases are for those whose office is applied to, and so are deputies for them, ratings of them and objections; the operators answer for every office. */
const isOfCases = (duty: Duty, capacity: Capacity): boolean =>
  duty === 'cases' || duty === 'atWindow' || duty === 'deputies' || ((duty === 'callBacks' || duty === 'objections') && capacity !== 'operator')
const belongsTo = (who: NonNullable<Member>, duty: Duty): boolean =>
  duty === 'places' ? who.reviewsPlaces === true : !isOfCases(duty, who.capacity) || who.handlesApplications === true
export const dutiesOf = (who: Member): readonly Duty[] => (who ? DUTIES[who.capacity].filter((duty) => belongsTo(who, duty)) : [])
export const hasDuty = (who: Member, duty: Duty): boolean => dutiesOf(who).includes(duty)

/** Where a shift begins: at the counter's screen for whoever checks codes all day, else at what waits. */
export const firstPageOf = (capacity: Capacity): string =>
  hasDuty({ capacity }, 'verify') && !hasDuty({ capacity }, 'complaints') ? ENTRANCES.verify : ENTRANCES.staffHome
