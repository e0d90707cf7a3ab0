import { toCalendarDate } from '@zsb/shared/time'

/** A calendar month in Asia/Shanghai, `YYYY-MM`: what is erased together. */
export const periodOf = (at: Date): string => toCalendarDate(at).slice(0, 7)

/** Months from one period to a later one; negative to an earlier one. */
export function monthsBetween(from: string, to: string): number {
  const count = (period: string) => Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7))
  return count(to) - count(from)
}

/** First instant of a period, and of the one after it. */
export function boundsOf(period: string): { from: Date; until: Date } {
  const [year = 0, month = 0] = period.split('-').map(Number)
  const first = (y: number, m: number) => new Date(`${y}-${String(m).padStart(2, '0')}-01T00:00:00+08:00`)
  return { from: first(year, month), until: month === 12 ? first(year + 1, 1) : first(year, month + 1) }
}
