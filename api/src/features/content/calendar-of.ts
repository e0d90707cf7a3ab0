import type { WorkCalendar } from '@zsb/shared/work-calendar'
import type { ContentService } from './content.service'

const CALENDAR = 'china'

/** The calendar that days are counted by, as it is now. @throws Error when there is none: nothing that is due could be counted */
export function calendarOf(content: Pick<ContentService, 'workCalendar'>): WorkCalendar {
  const calendar = content.workCalendar(CALENDAR)
  if (!calendar) throw new Error(`no calendar ${CALENDAR}`)
  return calendar
}
