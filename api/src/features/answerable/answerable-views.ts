import { toCalendarDate } from '@zsb/shared/time'
import { recount, type WorkCalendar } from '@zsb/shared/work-calendar'
import type { TextSeal } from '../../platform/crypto'
import type { Answerable } from './answerable.store'

interface Parts {
  calendar: () => WorkCalendar
  answerSeal: TextSeal
  now: () => Date
}

/** Its last day by the calendar as it is now: what was 暂定 when it was opened may have moved. Once answered it stays as it was. */
export const lastDayOf = ({ state, due }: Pick<Answerable, 'state' | 'due'>, calendar: WorkCalendar): string =>
  state === 'open' ? recount(due, calendar).dueOn : due.dueOn

/** What both sides see of something to be answered: until when, and the answer. */
export function createAnswerableViews({ calendar, answerSeal, now }: Parts) {
  function standingOf(record: Answerable) {
    const { state } = record
    const dueOn = lastDayOf(record, calendar())
    return { state, dueOn, overdue: state === 'open' && dueOn < toCalendarDate(now()) }
  }
  const answerOf = <R extends Answerable>({ _id, finding, answer, answeredAt }: R) => ({
    finding: finding as R['finding'],
    answer: answer === null ? null : answerSeal.decrypt(answer, _id),
    answeredAt: answeredAt?.toISOString() ?? null,
  })
  /** As the person sees it who is waiting. */
  const ownOf = <R extends Answerable>(record: R) => ({ ...standingOf(record), ...answerOf(record) })
  return { standingOf, answerOf, ownOf }
}
