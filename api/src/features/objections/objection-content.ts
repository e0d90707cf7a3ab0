import { createAnswerableContent, type AnswerableContent } from '../answerable'
import type { ContentService } from '../content'

/** What objections rest on: within how many days they are raised and answered, and what everything to be answered does. */
export interface ObjectionContent extends AnswerableContent {
  /** Calendar days. */
  times: () => { raiseWithin: number; answerWithin: number }
}

/** @throws Error from each when content is gone that something stands on: nobody is promised a day that nobody has set */
export const createObjectionContent = (content: Pick<ContentService, 'answerTime' | 'workCalendar' | 'serviceItem' | 'bundle'>): ObjectionContent => ({
  ...createAnswerableContent(content),
  times: () => {
    const time = content.answerTime('objection')
    if (!time?.raiseWithinCalendarDays || !time.calendarDays) throw new Error('no times for objections')
    return { raiseWithin: time.raiseWithinCalendarDays, answerWithin: time.calendarDays }
  },
})
