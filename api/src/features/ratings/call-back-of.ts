import { toCalendarDate } from '@zsb/shared/time'
import { dueAfterWorkingDays, recount, type WorkCalendar } from '@zsb/shared/work-calendar'
import type { RatingScheme } from '@zsb/shared/rating'
import type { RatedCase } from '../applications'
import type { CallBackRecord } from './ratings.store'

interface Parts {
  /** A person's id and those of the accounts merged into it. */
  idsOf: (personId: string) => Promise<string[]>
  /** The natural person behind a staff account, null for none. */
  personOfStaff: (staffId: string) => Promise<string | null>
  /** The natural persons who are supervisors of an office today. */
  supervisorsOf: (office: string) => Promise<string[]>
}
interface Opening {
  ratingId: string
  raterId: string
  found: RatedCase
  scheme: Pick<RatingScheme, 'callBackWithinWorkingDays'>
  calendar: WorkCalendar
  at: Date
}
export type OpenCallBack = (opening: Opening) => Promise<CallBackRecord>

/** Its last day by the calendar as it is now: what was 暂定 when it was opened may have moved. Once answered it stays as it was. */
export const lastDayOf = ({ state, due }: Pick<CallBackRecord, 'state' | 'due'>, calendar: WorkCalendar): string =>
  state === 'open' ? recount(due, calendar).dueOn : due.dueOn

export const placeOf = ({ dueOn, id }: { dueOn: string; id: string }): string => `${dueOn}_${id}`

/**
 * The call-back 回访 of a bad rating, due in working days. It lies at the office's desk where one of its supervisors took no part in the
 * case, else at the platform's: nobody judges a rating of his own work.
 */
export function createOpenCallBack({ idsOf, personOfStaff, supervisorsOf }: Parts): OpenCallBack {
  return async ({ ratingId: id, raterId, found, scheme, calendar, at }) => {
    const officers = (await Promise.all(found.officers.map(personOfStaff))).filter((personId) => personId !== null)
    const persons = [...new Set([...officers, found.subjectId, found.applicantId, raterId])]
    const involved = [...new Set((await Promise.all(persons.map(idsOf))).flat())]
    const supervisors = await supervisorsOf(found.office)
    const due = dueAfterWorkingDays({ from: toCalendarDate(at), days: scheme.callBackWithinWorkingDays, calendar })
    return {
      _id: id,
      office: found.office,
      desk: supervisors.some((personId) => !involved.includes(personId)) ? 'office' : 'platform',
      state: 'open',
      place: placeOf({ dueOn: due.dueOn, id }),
      due,
      dueOn: due.dueOn,
      openedAt: at,
      overdueAt: null,
      involved,
      finding: null,
      answer: null,
      answeredAt: null,
      answeredBy: null,
    }
  }
}
