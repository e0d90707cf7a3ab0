import type { ApplicationStatus } from '../application/status'
import { toCalendarDate, type CalendarDate } from '../time'
import { dueAfterCalendarDays, type Deadline, type WorkCalendar } from '../work-calendar'
import type { RatingScheme, SchemeStage } from './scheme'

/** A stage 环节 that a case has reached, since when, and until when it may be rated. */
export interface ReachedStage {
  stage: SchemeStage
  reachedOn: CalendarDate
  until: Deadline
}

interface Reached {
  scheme: Pick<RatingScheme, 'stages' | 'rateWithinCalendarDays'>
  /** What was done in the case, in its order. */
  history: readonly { at: Date; status: ApplicationStatus }[]
  calendar: WorkCalendar
}

/** Stages of a case that are there to be rated 可评价环节; a stage reached twice counts from the first time. */
export const stagesReached = ({ scheme, history, calendar }: Reached): ReachedStage[] =>
  scheme.stages.flatMap((stage) => {
    const first = history.find(({ status }) => stage.reachedBy.includes(status))
    if (!first) return []
    const reachedOn = toCalendarDate(first.at)
    return [{ stage, reachedOn, until: dueAfterCalendarDays({ from: reachedOn, days: scheme.rateWithinCalendarDays, calendar }) }]
  })

/** Whether any stage has been reached: the phone draws a way to 评价 only then. */
export const isRateable = ({ stages }: Pick<RatingScheme, 'stages'>, history: Reached['history']): boolean =>
  stages.some(({ reachedBy }) => history.some(({ status }) => reachedBy.includes(status)))
