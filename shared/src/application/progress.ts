import type { CalendarDate } from '../time'
import { calendarName, recount, type Deadline, type Pause, type WorkCalendar } from '../work-calendar'
import type { ExtensionApprover } from './clock-rules'
import type { ApplicationStatus, HandOver, Outcome } from './status'

/** A supplement asked for 补正: once, and everything. */
export interface Supplement {
  askedOn: CalendarDate
  due: Deadline
  /** Codes of the materials asked for. */
  materials: readonly string[]
  suppliedOn: CalendarDate | null
  /** Whether all that was asked for came. */
  complete: boolean
}

/** Materials promised for later 容缺. */
export interface Gap {
  materials: readonly string[]
  due: Deadline
  filledOn: CalendarDate | null
}

/** A time that is not counted 特别程序, and how long it was said to take. */
export interface Suspension extends Pause {
  procedure: string
  /** Calendar days the applicant was told. */
  expectedDays: number
}

export interface Extension {
  on: CalendarDate
  days: number
  reason: string
  /** Who gave leave 批准人, and on which paper 批准文号 where he is not the one who recorded it; absent in those from before. */
  approver?: ExtensionApprover
  leave?: string
}

/** 拟办意见 of the first person. */
export interface Proposal {
  outcome: Outcome
  /** Staff identity of a natural person, not an account (R17). */
  person: string
}

/** Where a case 办件 stands: everything that decides what may happen next, and by when. */
export interface Progress {
  status: ApplicationStatus
  /** Day of the last move; moves never go back in time. */
  lastOn: CalendarDate
  /** 收件日. */
  receivedOn: CalendarDate | null
  /** Day it was first asked for, where it was begun anew since 重新办理; absent where it is the day it came. */
  askedOn?: CalendarDate
  /** 受理日. */
  acceptedOn: CalendarDate | null
  supplement: Supplement | null
  gap: Gap | null
  suspensions: readonly Suspension[]
  extension: Extension | null
  proposal: Proposal | null
  outcome: Outcome | null
  decidedOn: CalendarDate | null
  /** How its result is still to be handed over 送达方式; null or absent where an electronic one is all there is. */
  handOver?: HandOver | null
  /** Last day of the licence to be renewed; null where nothing is renewed. */
  licenceEndsOn: CalendarDate | null
}

/** The day on which it was asked for: an office that was wrong and begins anew takes none of it from the applicant. */
export const askedOnOf = ({ askedOn, receivedOn }: Pick<Progress, 'askedOn' | 'receivedOn'>): CalendarDate | null => askedOn ?? receivedOn

/** A case as it begins: 草稿. */
export const newProgress = ({ on, licenceEndsOn = null }: { on: CalendarDate; licenceEndsOn?: CalendarDate | null }): Progress => ({
  status: 'draft',
  lastOn: on,
  receivedOn: null,
  acceptedOn: null,
  supplement: null,
  gap: null,
  suspensions: [],
  extension: null,
  proposal: null,
  outcome: null,
  decidedOn: null,
  licenceEndsOn,
})

/** Whether promised materials are still missing. */
export const hasOpenGap = ({ gap }: Progress): boolean => gap !== null && gap.filledOn === null

/**
 * The kept deadlines that still run, counted by the calendar as it is now; the others are counted from facts each time. What was answered in
 * time stays as it was counted then.
 */
export function recountKept(progress: Progress, calendar: WorkCalendar): Progress {
  const { supplement, gap } = progress
  const isStale = ({ calendar: by }: Deadline) => by !== calendarName(calendar)
  return {
    ...progress,
    supplement: supplement?.suppliedOn === null && isStale(supplement.due) ? { ...supplement, due: recount(supplement.due, calendar) } : supplement,
    gap: gap?.filledOn === null && isStale(gap.due) ? { ...gap, due: recount(gap.due, calendar) } : gap,
  }
}
