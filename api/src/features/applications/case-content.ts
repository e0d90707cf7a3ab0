import type { Form } from '@zsb/shared/form'
import type { ServiceItem } from '@zsb/shared/service-item'
import type { WorkCalendar } from '@zsb/shared/work-calendar'
import { calendarOf, type ContentService } from '../content'
import type { ApplicationRecord } from './applications.store'

/** Content of a case as it began with it, and the calendar as it is now: a corrected calendar gives corrected days. */
export interface CaseContent {
  item: ServiceItem
  form: Form
  calendar: WorkCalendar
}
export type FindCaseContent = (of: Pick<ApplicationRecord, 'item' | 'itemVersion' | 'form' | 'formVersion'>) => CaseContent

/** @throws Error when content of a running case is gone: it is never deleted, so that is a fault of ours */
export const createFindCaseContent =
  (content: Pick<ContentService, 'serviceItem' | 'form' | 'workCalendar'>): FindCaseContent =>
  ({ item: code, itemVersion, form: formCode, formVersion }) => {
    const [item, form] = [content.serviceItem(code, itemVersion), content.form(formCode, formVersion)]
    if (!item || !form) throw new Error(`content of a running case is gone: ${code}@${itemVersion}`)
    return { item, form, calendar: calendarOf(content) }
  }
