import type { WorkCalendar } from '@zsb/shared/work-calendar'
import { calendarOf, type ContentService } from '../content'

/** What everything to be answered rests on: the calendar as it is now, and the name of the item, or of the bundle 一件事, it is about. */
export interface AnswerableContent {
  calendar: () => WorkCalendar
  itemOf: (of: { item: string; itemVersion: number }) => { zh: string; en: string }
}

/** @throws Error from each when content is gone that something stands on: it is never deleted, so that is a fault of ours */
export const createAnswerableContent = (content: Pick<ContentService, 'workCalendar' | 'serviceItem' | 'bundle'>): AnswerableContent => ({
  calendar: () => calendarOf(content),
  itemOf: ({ item, itemVersion }) => {
    const found = content.serviceItem(item, itemVersion) ?? content.bundle(item, itemVersion)
    if (!found) throw new Error(`content of what is to be answered is gone: ${item}@${itemVersion}`)
    return { zh: found.zh, en: found.en }
  },
})
