import type { WorkCalendar } from '@zsb/shared/work-calendar'
import { calendarOf, type ContentService } from '../content'
import type { ObjectionRecord } from './objections.store'

/** What objections rest on: within how many days they are raised and answered, the calendar as it is now, the name of an item. */
export interface ObjectionContent {
  /** Calendar days. */
  times: () => { raiseWithin: number; answerWithin: number }
  calendar: () => WorkCalendar
  itemOf: (of: Pick<ObjectionRecord, 'item' | 'itemVersion'>) => { zh: string; en: string }
}

/** @throws Error from each when content is gone that something stands on: nobody is promised a day that nobody has set */
export function createObjectionContent(content: Pick<ContentService, 'answerTime' | 'workCalendar' | 'serviceItem'>): ObjectionContent {
  return {
    times: () => {
      const time = content.answerTime('objection')
      if (!time?.raiseWithinCalendarDays) throw new Error('no times for objections')
      return { raiseWithin: time.raiseWithinCalendarDays, answerWithin: time.calendarDays }
    },
    calendar: () => calendarOf(content),
    itemOf: ({ item, itemVersion }) => {
      const found = content.serviceItem(item, itemVersion)
      if (!found) throw new Error(`content of an objection is gone: ${item}@${itemVersion}`)
      return { zh: found.zh, en: found.en }
    },
  }
}
