import { ApplicationQueue } from '@zsb/shared/application'
import { PublicationPage } from '@zsb/shared/content'
import { ActivationPage, AppealPage, ContactQueryPage, HealthCheckPage, OverridePage, SunsetPage } from '@zsb/shared/health-code'
import { ErrorReportPage, StateChangePage } from '@zsb/shared/licence'
import { ComplaintCount } from '@zsb/shared/ledger'
import { ObjectionPage } from '@zsb/shared/objection'
import { CallBackPage } from '@zsb/shared/rating'
import { StaffDevicePage } from '@zsb/shared/staff'
import { ENTRANCES } from '@/entrances'
import { parserOf } from '@/platform/parser'
import type { Parser } from '@/platform/request'
import type { IconName } from '@/ui'
import type { Duty } from './duties'

/** What of a duty waits for this person: the page as the API gives it, and how many of it are to be done. */
export interface Queue {
  duty: Duty
  icon: IconName
  path: string
  page: string
  schema: Parser<Waiting>
}
/** `more`: there are further pages that were not counted. `overdue`: how many of them should have been done by now. */
export interface Waiting {
  count: number
  overdue: number
  more: boolean
}

interface Page<T> {
  items: readonly T[]
  next: string | null
}
const counting = <T>(schema: Parser<Page<T>>, waits: (item: T) => boolean, isOverdue: (item: T) => boolean = () => false): Parser<Waiting> => ({
  parse: (body) => {
    const { items, next } = schema.parse(body)
    const waiting = items.filter(waits)
    return { count: waiting.length, overdue: waiting.filter(isOverdue).length, more: next !== null }
  },
})

/** Lists that hold work for somebody, the most pressing first. A path is never asked for under two schemas: the query keeps them apart. */
export const QUEUES: readonly Queue[] = [
  {
    duty: 'cases',
    icon: 'list-checks',
    path: '/api/v1/staff/applications?limit=100',
    page: ENTRANCES.caseDesk,
    schema: counting(
      parserOf(ApplicationQueue),
      ({ waitsForApplicant }) => !waitsForApplicant,
      ({ clock }) => clock !== null && clock.daysLeft !== null && clock.daysLeft < 0,
    ),
  },
  {
    duty: 'complaints',
    icon: 'message-square-text',
    // A number of its own: a page of them would be read on record (R18) each time somebody looks at this list.
    path: '/api/v1/complaints/counts',
    page: ENTRANCES.staffComplaints,
    schema: {
      parse: (body) => {
        const { waiting, ...rest } = parserOf(ComplaintCount).parse(body)
        return { count: waiting, ...rest }
      },
    },
  },
  {
    duty: 'callBacks',
    icon: 'phone',
    path: '/api/v1/staff/rating-call-backs?limit=100',
    page: ENTRANCES.callBacks,
    schema: counting(
      parserOf(CallBackPage),
      ({ mayAnswer }) => mayAnswer,
      ({ overdue }) => overdue,
    ),
  },
  {
    duty: 'objections',
    icon: 'flag',
    path: '/api/v1/staff/objections?limit=100',
    page: ENTRANCES.objections,
    schema: counting(
      parserOf(ObjectionPage),
      ({ mayAnswer }) => mayAnswer,
      ({ overdue }) => overdue,
    ),
  },
  {
    duty: 'changes',
    icon: 'list-checks',
    path: '/api/v1/staff/licences/state-changes?limit=100',
    page: ENTRANCES.licenceChanges,
    schema: counting(parserOf(StateChangePage), ({ state, mine }) => state === 'pending' && !mine),
  },
  {
    duty: 'publications',
    icon: 'file-text',
    path: '/api/v1/operations/content/publications?limit=100',
    page: ENTRANCES.publications,
    schema: counting(parserOf(PublicationPage), ({ state, mine }) => state === 'pending' && !mine),
  },
  {
    duty: 'healthCode',
    icon: 'shield-check',
    path: '/api/v1/staff/health-activations?limit=100',
    page: ENTRANCES.healthActivations,
    schema: counting(parserOf(ActivationPage), ({ state, mine }) => state === 'pending' && !mine),
  },
  {
    duty: 'healthAppeals',
    icon: 'flag',
    path: '/api/v1/staff/health-appeals?limit=100',
    page: ENTRANCES.healthAppeals,
    schema: counting(
      parserOf(AppealPage),
      ({ mayAnswer }) => mayAnswer,
      ({ overdue }) => overdue,
    ),
  },
  {
    duty: 'healthOverrides',
    icon: 'list-checks',
    path: '/api/v1/staff/health-overrides?limit=100',
    page: ENTRANCES.healthOverrides,
    schema: counting(parserOf(OverridePage), ({ state, mine }) => state === 'pending' && !mine),
  },
  {
    duty: 'healthChecks',
    icon: 'triangle-alert',
    path: '/api/v1/staff/health-checks?limit=1',
    page: ENTRANCES.healthChecks,
    // What the last night found; that there are earlier ones is no work.
    schema: {
      parse: (body) => {
        const found = parserOf(HealthCheckPage)
          .parse(body)
          .items.flatMap(({ findings }) => findings)
        return { count: found.length, overdue: 0, more: false }
      },
    },
  },
  {
    duty: 'contactQueries',
    icon: 'search',
    path: '/api/v1/staff/contact-queries?limit=100',
    page: ENTRANCES.contactQueries,
    schema: counting(parserOf(ContactQueryPage), ({ state, mine }) => state === 'pending' && !mine),
  },
  {
    duty: 'healthSunset',
    icon: 'shield-x',
    path: '/api/v1/staff/health-sunsets?limit=100',
    page: ENTRANCES.healthSunsets,
    schema: counting(parserOf(SunsetPage), ({ state, mine }) => state === 'pending' && !mine),
  },
  {
    duty: 'devices',
    icon: 'smartphone',
    path: '/api/v1/staff-devices?state=pending&limit=100',
    page: ENTRANCES.staffDevices,
    schema: counting(parserOf(StaffDevicePage), () => true),
  },
  {
    duty: 'reports',
    icon: 'flag',
    path: '/api/v1/staff/licences/error-reports?limit=100',
    page: ENTRANCES.licenceReports,
    schema: counting(parserOf(ErrorReportPage), ({ state }) => state === 'open'),
  },
]
