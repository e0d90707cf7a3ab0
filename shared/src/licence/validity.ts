import { addDays, isCalendarDate, type CalendarDate } from '../time'
import type { LicenceType } from './licence-type'

type Ruled = Pick<LicenceType, 'validity'>

/** First and last day of a licence 有效期. */
export interface Period {
  validFromDay: CalendarDate | null
  validToDay: CalendarDate | null
}

/** The days that count: none where the type's law knows no period, whatever its library wrote down, as a firm's 经营期限 on a business licence. */
export const periodOf = ({ validity }: Ruled, { validFromDay, validToDay }: Period): Period =>
  validity.kind === 'fromTo' ? { validFromDay, validToDay } : { validFromDay: null, validToDay: null }

/** The day from which a licence is 即将到期 and its holder is told; null for one without an end, or whose last day is none. */
export function remindDayOf(type: Ruled, given: Period): CalendarDate | null {
  const { validToDay } = periodOf(type, given)
  return validToDay !== null && isCalendarDate(validToDay) ? addDays(validToDay, -type.validity.reminderDays) : null
}
