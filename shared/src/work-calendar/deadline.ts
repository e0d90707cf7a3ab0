import * as z from 'zod/mini'
import { addDays, isCalendarDate, type CalendarDate } from '../time'
import type { WorkCalendar } from './calendar-schema'
import { describeDay, isWorkingDay, workingDayFrom, type WorkDay } from './working-days'

const Day = z.string().check(z.refine(isCalendarDate, 'YYYY-MM-DD'))

/**
 * A deadline 期限: its last day, how it was counted, and the calendar it was counted by. `provisional` 暂定 when a day of a year not
 * yet announced was counted: it is counted again when the calendar is.
 */
export const Deadline = z.strictObject({
  /** The day it runs from; the day itself is not counted (民法典 art. 201). */
  from: Day,
  days: z.int().check(z.minimum(1), z.maximum(3_700)),
  unit: z.enum(['workingDays', 'calendarDays']),
  /** 到期日: the last day, up to its end. */
  dueOn: Day,
  /** `code@version`. */
  calendar: z.string(),
  provisional: z.boolean(),
})
export type Deadline = z.infer<typeof Deadline>

/** Days that do not count 不计入期限: after `from`, up to and with `to`; open while it lasts. Source: 行政许可法 art. 45. */
export interface Pause {
  from: CalendarDate
  to: CalendarDate | null
}

/** A version of a calendar as deadlines and cases keep it. */
export const calendarName = ({ code, version }: Pick<WorkCalendar, 'code' | 'version'>): string => `${code}@${version}`
const isPaused = (day: CalendarDate, pauses: readonly Pause[]): boolean => pauses.some(({ from, to }) => day > from && (to === null || day <= to))

/** Why a day is or is not counted, for 为什么是这一天. */
export interface CountedDay extends WorkDay {
  paused: boolean
  /** 1 for the first day that counts; null for one that does not. */
  number: number | null
}

interface Count {
  from: CalendarDate
  days: number
  calendar: WorkCalendar
  pauses?: readonly Pause[]
}

/**
 * Every day from the one after `from` to the last one that counts, in working days.
 * @throws RangeError while a pause is open that the count runs into: such a deadline has no last day
 */
export function listCountedDays({ from, days, calendar, pauses = [] }: Count): CountedDay[] {
  const open = pauses.find(({ to }) => to === null)
  const listed: CountedDay[] = []
  let number = 0
  for (let day = addDays(from, 1); number < days; day = addDays(day, 1)) {
    if (open && day > open.from) throw new RangeError('a clock that stands still has no last day')
    const paused = isPaused(day, pauses)
    const counts = !paused && isWorkingDay(day, calendar)
    if (counts) number += 1
    listed.push({ ...describeDay(day, calendar), paused, number: counts ? number : null })
  }
  return listed
}

/**
 * The last day of a number of working days 工作日期限. Source: 行政许可法 art. 82 (days of that law are working days, holidays are not counted).
 * @throws RangeError like `listCountedDays`
 */
export function dueAfterWorkingDays(count: Count): Deadline {
  const listed = listCountedDays(count)
  const { from, days, calendar } = count
  const last = listed[listed.length - 1]
  return {
    from,
    days,
    unit: 'workingDays',
    dueOn: last ? last.day : from,
    calendar: calendarName(calendar),
    provisional: listed.some(({ provisional }) => provisional),
  }
}

/**
 * The last day of a number of calendar days 自然日期限; one that ends on a day off ends on the next working day (民法典 art. 203).
 */
export function dueAfterCalendarDays({ from, days, calendar }: Omit<Count, 'pauses'>): Deadline {
  const last = addDays(from, days)
  const dueOn = workingDayFrom(last, calendar)
  const provisional = describeDay(last, calendar).provisional || describeDay(dueOn, calendar).provisional
  return { from, days, unit: 'calendarDays', dueOn, calendar: calendarName(calendar), provisional }
}

/** How many working days of a running clock are used up on `today`, pauses left out. */
export function workingDaysUsed({ from, today, calendar, pauses = [] }: Omit<Count, 'days'> & { today: CalendarDate }): number {
  let used = 0
  for (let day = addDays(from, 1); day <= today; day = addDays(day, 1)) if (!isPaused(day, pauses) && isWorkingDay(day, calendar)) used += 1
  return used
}

/** A deadline counted again by another version of the calendar: what was 暂定 becomes firm. */
export const recount = ({ from, days, unit }: Deadline, calendar: WorkCalendar): Deadline =>
  unit === 'workingDays' ? dueAfterWorkingDays({ from, days, calendar }) : dueAfterCalendarDays({ from, days, calendar })
