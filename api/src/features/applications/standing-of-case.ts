import { clocksOf, FINAL_STATUSES, nextClockMove, type Clock, type Progress } from '@zsb/shared/application'
import type { ClockRules } from '@zsb/shared/application'
import { calendarName, type WorkCalendar } from '@zsb/shared/work-calendar'
import type { ApplicationRecord, CaseState } from './applications.store'

interface Case {
  id: string
  progress: Progress
  rules: ClockRules
  calendar: WorkCalendar
}

/** A case no clock of which runs waits for the office: first in its queue. One that stands still waits for nobody: last. */
export const AT_ONCE = '0000-01-01'
const STANDS_STILL = '9999-12-31'

/** The clock that ends first; one that stands still ends never. */
export const firstClock = (clocks: readonly Clock[]): Clock | null =>
  [...clocks].sort((a, b) => (a.due?.dueOn ?? STANDS_STILL).localeCompare(b.due?.dueOn ?? STANDS_STILL))[0] ?? null

/** Concluded is over, unless something is still to be handed over. */
const stateOf = ({ status, handOver }: Progress): CaseState =>
  status === 'draft' ? 'draft' : FINAL_STATUSES.includes(status) || (status === 'concluded' && !handOver) ? 'over' : 'open'

/** What is stored beside the progress so that queues and the clock find the case, and the version of the calendar it was counted by. */
export function standingOfCase({ id, progress, rules, calendar }: Case): Pick<ApplicationRecord, 'state' | 'place' | 'clockOn' | 'calendar'> {
  const state = stateOf(progress)
  if (state !== 'open') return { state, place: null, clockOn: null, calendar: null }
  const first = firstClock(clocksOf({ progress, rules, calendar }))
  const day = first ? (first.due?.dueOn ?? STANDS_STILL) : AT_ONCE
  const clockOn = nextClockMove({ progress, rules, calendar })?.on ?? null
  return { state, place: `${day}_${id}`, clockOn, calendar: calendarName(calendar) }
}
