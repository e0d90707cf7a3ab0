import { addDays, type CalendarDate } from '../time'

/** Renewal is to be asked for so many calendar days before the licence runs out (行政许可法 art. 50). */
export const RENEWAL_DAYS = 30

/** The last day on which renewal is asked for in time. */
export const lastDayToRenew = (licenceEndsOn: CalendarDate): CalendarDate => addDays(licenceEndsOn, -RENEWAL_DAYS)

/**
 * How a renewal asked for on a day stands 延续申请的时间: in time, so that silence until its end renews the licence 视为准予延续; late, so that silence means
 * nothing and it runs out on its day unless the office decides; or over, when there is nothing left to renew.
 */
export type RenewalStanding = 'inTime' | 'late' | 'over'
export function renewalStanding({ licenceEndsOn, on }: { licenceEndsOn: CalendarDate; on: CalendarDate }): RenewalStanding {
  if (on > licenceEndsOn) return 'over'
  return on <= lastDayToRenew(licenceEndsOn) ? 'inTime' : 'late'
}
