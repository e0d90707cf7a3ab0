/** A calendar day `YYYY-MM-DD` in Asia/Shanghai; compares as text. */
export type CalendarDate = string

const CHINA_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** The day an instant falls on in Asia/Shanghai (UTC+8 without summer time since 1991; no Intl, which mini-programs may lack). */
export const toCalendarDate = (instant: Date): CalendarDate => new Date(instant.getTime() + CHINA_MS).toISOString().slice(0, 10)

/** First instant of the day of `instant` in Asia/Shanghai. */
export const startOfDay = (instant: Date): Date => new Date(Math.floor((instant.getTime() + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS)

/** The last instant before a day is over in Asia/Shanghai. */
export const endOfDay = (day: CalendarDate): Date => new Date(Date.parse(`${day}T00:00:00.000Z`) - CHINA_MS + DAY_MS - 1)

/** True for an existing day written YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** A day as somebody or a library wrote it: 2026-11-23, 20261123, 2026/11/23, 2026年11月23日; null for anything else, and for days that do not exist. */
export function parseCalendarDate(text: string): CalendarDate | null {
  const match = /^(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2})|[/.年](\d{1,2})[/.月](\d{1,2})日?)$/.exec(text.trim())
  if (!match) return null
  const [, year, ...rest] = match
  const [month = '', date = ''] = rest.filter((part) => part !== undefined)
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isCalendarDate(day) ? day : null
}

/** −1, 0 or 1, for sorting; `<` and `>` on the texts say the same. */
export const compareDays = (a: CalendarDate, b: CalendarDate): number => (a < b ? -1 : a > b ? 1 : 0)

export const addDays = (day: CalendarDate, days: number): CalendarDate =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)

/**
 * The day of the same month and number so many years on; 29 February ends on 28 February where the year has none. Source: 民法典 art. 202 (the day that
 * corresponds is the last one; where there is none, the last of the month).
 */
export function addYears(day: CalendarDate, years: number): CalendarDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year + years, month, 0)).getUTCDate()
  return `${String(year + years).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(Math.min(date, lastOfMonth)).padStart(2, '0')}`
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY_MS)
