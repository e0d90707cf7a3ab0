import { toCalendarDate } from '@zsb/shared/time'
import { recount, type WorkCalendar } from '@zsb/shared/work-calendar'
import type { Act } from '../holders'
import type { Answerable, AnswerableStore, AnswerMessage } from './answerable.store'
import { placeOf } from './open-answerable'

interface Parts<R extends Answerable> {
  store: Pick<AnswerableStore<R>, 'passOn' | 'postpone'>
  calendar: () => WorkCalendar
  now: () => Date
}
interface Told {
  /** It became overdue at this desk. */
  overdue: Act
  /** A calendar moved its last day. */
  recounted: Act
  /** What the person is told of it. */
  passedOn: AnswerMessage
}

/** Lays what nobody answered in time at the platform's desk and tells the person so; whether it did. */
export function createPassOn<R extends Answerable>({ store, calendar, now }: Parts<R>) {
  return async function passOn(record: R, { overdue, recounted, passedOn }: Told): Promise<boolean> {
    const at = now()
    const { _id: id, desk } = record
    // A day that was 暂定 is counted again by the calendar as it is now.
    const due = recount(record.due, calendar())
    if (due.dueOn >= toCalendarDate(at)) {
      await store.postpone({ id, due, place: placeOf({ dueOn: due.dueOn, id }), act: recounted })
      return false
    }
    return store.passOn({ id, at, act: overdue, tell: desk === 'office' ? passedOn : null })
  }
}
