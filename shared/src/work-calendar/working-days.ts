import { addDays, type CalendarDate } from '../time'
import type { WorkCalendar, WorkCalendarYear } from './calendar-schema'

/** What a day is: worked 工作日, worked although a weekend 调休上班, a weekend 周末, a day off 放假. */
export type DayKind = 'workday' | 'workedWeekend' | 'weekend' | 'holiday'

/** A day of the calendar; `provisional` 暂定 while its year is not announced. */
export interface WorkDay {
  day: CalendarDate
  kind: DayKind
  /** Name of the holiday; null on other days. */
  holiday: { zh: string; en: string } | null
  provisional: boolean
}

/** Days off by the sun that every year has, for years the calendar does not hold: 元旦, 劳动节, 国庆节. */
const EVERY_YEAR = [
  { from: '01-01', to: '01-01', zh: '元旦', en: 'New Year’s Day' },
  { from: '05-01', to: '05-02', zh: '劳动节', en: 'Labour Day' },
  { from: '10-01', to: '10-03', zh: '国庆节', en: 'National Day' },
]

const isWeekend = (day: CalendarDate): boolean => [0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay())

function yearOf(day: CalendarDate, calendar: WorkCalendar): Pick<WorkCalendarYear, 'off' | 'worked' | 'status'> {
  const year = day.slice(0, 4)
  const known = calendar.years.find((candidate) => String(candidate.year) === year)
  return known ?? { status: 'provisional', worked: [], off: EVERY_YEAR.map((days) => ({ ...days, from: `${year}-${days.from}`, to: `${year}-${days.to}` })) }
}

/** Days once described, by calendar: a queue counts the same days for every case. */
const described = new WeakMap<WorkCalendar, Map<CalendarDate, WorkDay>>()

/** What a day is. A year the calendar does not hold is counted by weekends and the fixed days, as 暂定: no case stops for want of a calendar. */
export function describeDay(day: CalendarDate, calendar: WorkCalendar): WorkDay {
  const days = described.get(calendar) ?? new Map<CalendarDate, WorkDay>()
  described.set(calendar, days)
  const known = days.get(day) ?? findDay(day, calendar)
  days.set(day, known)
  return known
}

function findDay(day: CalendarDate, calendar: WorkCalendar): WorkDay {
  const { off, worked, status } = yearOf(day, calendar)
  const provisional = status === 'provisional'
  const holiday = off.find(({ from, to }) => from <= day && day <= to)
  if (holiday) return { day, kind: 'holiday', holiday: { zh: holiday.zh, en: holiday.en }, provisional }
  if (worked.includes(day)) return { day, kind: 'workedWeekend', holiday: null, provisional }
  return { day, kind: isWeekend(day) ? 'weekend' : 'workday', holiday: null, provisional }
}

/** Whether offices work on a day 工作日. */
export function isWorkingDay(day: CalendarDate, calendar: WorkCalendar): boolean {
  const { kind } = describeDay(day, calendar)
  return kind === 'workday' || kind === 'workedWeekend'
}

/** The first working day that is not before `day`. */
export function workingDayFrom(day: CalendarDate, calendar: WorkCalendar): CalendarDate {
  let candidate = day
  while (!isWorkingDay(candidate, calendar)) candidate = addDays(candidate, 1)
  return candidate
}
