import * as z from 'zod/mini'
import { addDays, addYears, isCalendarDate, type CalendarDate } from '../time'
import type { LicenceType } from './licence-type'

type Ruled = Pick<LicenceType, 'validity'>

/** 有效期 of what an item ends with: so many years or days from the day of the decision, or without an end 长期. */
export const LicenceTerm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('years'), years: z.int().check(z.minimum(1), z.maximum(50)) }),
  z.strictObject({ kind: z.literal('days'), days: z.int().check(z.minimum(1), z.maximum(3_660)) }),
  z.strictObject({ kind: z.literal('none') }),
])
export type LicenceTerm = z.infer<typeof LicenceTerm>

/** The last day of a term 有效期截止日; null for one without an end. The first day is not counted. Source: 民法典 art. 201, 202. */
export function lastDayOfTerm(term: LicenceTerm, from: CalendarDate): CalendarDate | null {
  switch (term.kind) {
    case 'years':
      return addYears(from, term.years)
    case 'days':
      return addDays(from, term.days)
    case 'none':
      return null
  }
}

/**
 * The last day of a licence once it is renewed: a term more from its present end, so that whoever asks early loses no day; from the decision where that
 * came after the end. Null where its term has no end.
 */
export const renewedUntil = ({
  term,
  licenceEndsOn,
  decidedOn,
}: {
  term: LicenceTerm
  licenceEndsOn: CalendarDate
  decidedOn: CalendarDate
}): CalendarDate | null => lastDayOfTerm(term, decidedOn > licenceEndsOn ? decidedOn : licenceEndsOn)

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
