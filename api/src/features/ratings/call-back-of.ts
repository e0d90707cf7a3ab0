import type { RatingScheme } from '@zsb/shared/rating'
import { toCalendarDate } from '@zsb/shared/time'
import { dueAfterWorkingDays, type WorkCalendar } from '@zsb/shared/work-calendar'
import { createOpenAnswerable, type AnsweringPeople } from '../answerable'
import type { RatedCase } from '../applications'
import type { CallBackRecord } from './ratings.store'

interface Opening {
  ratingId: string
  raterId: string
  found: RatedCase
  scheme: Pick<RatingScheme, 'callBackWithinWorkingDays'>
  calendar: WorkCalendar
  at: Date
}
export type OpenCallBack = (opening: Opening) => Promise<CallBackRecord>

/** The call-back 回访 of a bad rating, due in working days: nobody judges a rating of his own work. */
export function createOpenCallBack(people: AnsweringPeople): OpenCallBack {
  const open = createOpenAnswerable(people)
  return async ({ ratingId: id, raterId, found, scheme, calendar, at }) => {
    const due = dueAfterWorkingDays({ from: toCalendarDate(at), days: scheme.callBackWithinWorkingDays, calendar })
    const { office, officers, subjectId, applicantId } = found
    return open({ id, office, officers, persons: [subjectId, applicantId, raterId], due, at })
  }
}
