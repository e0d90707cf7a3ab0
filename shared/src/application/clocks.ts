import { addDays, type CalendarDate } from '../time'
import { calendarName, dueAfterWorkingDays, type Deadline, type WorkCalendar } from '../work-calendar'
import type { ClockRules } from './clock-rules'
import type { ApplicationAction } from './moves'
import { askedOnOf, hasOpenGap, type Progress } from './progress'
import { lastDayToRenew, RENEWAL_DAYS } from './renewal'
import { ACCEPTED_STATUSES, FINAL_STATUSES } from './status'

/** A clock 时限 of a case that runs now. */
export interface Clock {
  kind: 'noticeOfGaps' | 'supplement' | 'gap' | 'promise' | 'legal' | 'delivery' | 'renewal'
  /** Null while it stands still 特别程序: nobody knows its last day. */
  due: Deadline | null
  basis: string | null
  /** What happens the day after: a move of the clock, or somebody is reminded. */
  then: ApplicationAction | 'remind'
}

interface Case {
  progress: Progress
  rules: ClockRules
  calendar: WorkCalendar
}

function decisionClock(kind: 'promise' | 'legal', { progress, rules, calendar }: Case, from: CalendarDate): Clock {
  const { days, basis } = rules[kind]
  const more = progress.extension?.days ?? 0
  const isStanding = progress.suspensions.some(({ to }) => to === null)
  return { kind, due: isStanding ? null : dueAfterWorkingDays({ from, days: days + more, calendar, pauses: progress.suspensions }), basis, then: 'remind' }
}

/** 延续: a licence is renewed by silence after its last day, when the renewal was asked for in time. */
function renewalClock({ progress, rules, calendar }: Case): Clock[] {
  const { licenceEndsOn } = progress
  const askedOn = askedOnOf(progress)
  if (!rules.renews || licenceEndsOn === null || askedOn === null || askedOn > lastDayToRenew(licenceEndsOn)) return []
  const due: Deadline = {
    from: askedOn,
    days: RENEWAL_DAYS,
    unit: 'calendarDays',
    dueOn: licenceEndsOn,
    calendar: calendarName(calendar),
    provisional: false,
  }
  return [{ kind: 'renewal', due, basis: '行政许可法 第五十条', then: 'deemRenewed' }]
}

/**
 * The clocks that run for a case now, each with its last day, what it rests on, and what follows it.
 * Counted from facts alone, so that a corrected calendar gives corrected days.
 */
export function clocksOf(it: Case): Clock[] {
  const { progress, rules, calendar } = it
  const { status, receivedOn, acceptedOn, supplement, gap, decidedOn } = progress
  const clocks: Clock[] = []
  if ((status === 'submitted' || status === 'inPreReview') && receivedOn)
    clocks.push({
      kind: 'noticeOfGaps',
      due: dueAfterWorkingDays({ from: receivedOn, days: rules.noticeOfGaps.days, calendar }),
      basis: rules.noticeOfGaps.basis,
      then: rules.silence,
    })
  if (status === 'supplementing' && supplement) clocks.push({ kind: 'supplement', due: supplement.due, basis: null, then: 'lapse' })
  if (ACCEPTED_STATUSES.includes(status) && acceptedOn) {
    if (hasOpenGap(progress) && gap) clocks.push({ kind: 'gap', due: gap.due, basis: null, then: 'lapseGap' })
    clocks.push(decisionClock('promise', it, acceptedOn), decisionClock('legal', it, acceptedOn))
  }
  if ((status === 'decided' || status === 'concluded' || status === 'deemedRenewed') && decidedOn)
    clocks.push({
      kind: 'delivery',
      due: dueAfterWorkingDays({ from: decidedOn, days: rules.delivery.days, calendar }),
      basis: rules.delivery.basis,
      then: 'remind',
    })
  const isOpen =
    status !== 'draft' &&
    status !== 'supplementing' &&
    progress.outcome === null &&
    (ACCEPTED_STATUSES.includes(status) || status === 'submitted' || status === 'inPreReview' || status === 'supplied')
  return isOpen ? [...clocks, ...renewalClock(it)] : clocks
}

/** Whether the promised day of its office was over before a case was decided or ended, or is over now 超过承诺时限. What stands still is not late. */
export function isPastPromise(it: Case, today: CalendarDate): boolean {
  const { acceptedOn, decidedOn, status, lastOn } = it.progress
  if (!acceptedOn) return false
  const { due } = decisionClock('promise', it, acceptedOn)
  return due !== null && (decidedOn ?? (FINAL_STATUSES.includes(status) ? lastOn : today)) > due.dueOn
}

/** The first move of a clock that is to come, and the first day it may be made; null when none is. */
export function nextClockMove(it: Case): { action: ApplicationAction; on: CalendarDate } | null {
  const moves = clocksOf(it).flatMap(({ then, due }) => (then === 'remind' || !due ? [] : [{ action: then, on: addDays(due.dueOn, 1) }]))
  return moves.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0] ?? null
}
