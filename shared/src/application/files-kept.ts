import type { CalendarDate } from '../time'

/**
 * 档案保管期限: the first day on which the files of a case are no longer kept. Counted from 1 January after it ended.
 * @param months null: for ever 永久
 */
export function filesErasedFrom({ endedOn, months }: { endedOn: CalendarDate; months: number | null }): CalendarDate | null {
  if (months === null) return null
  const from = (Number(endedOn.slice(0, 4)) + 1) * 12 + months
  return `${Math.floor(from / 12)}-${String((from % 12) + 1).padStart(2, '0')}-01`
}
