import type { WorkCalendar } from '@zsb/shared/work-calendar'
import { lastDayOf } from './answerable-views'

const year = (status: 'published' | 'provisional', off: object[] = []) => ({ year: 2027, status, source: 'a test', off, worked: [] })
const calendarOf = (version: number, years: object[]) => ({ code: 'china', version, years }) as unknown as WorkCalendar
const due = { from: '2027-01-04', days: 5, unit: 'workingDays' as const, dueOn: '2027-01-11', calendar: 'china@1', provisional: true }

describe('the last day of what is to be answered 答复期限', () => {
  const announced = calendarOf(2, [year('published', [{ from: '2027-01-07', to: '2027-01-07', zh: '放假', en: 'A day off' }])])
  it('is counted again by the calendar as it is now while it is open', () => {
    expect(lastDayOf({ state: 'open', due }, calendarOf(1, [year('provisional')]))).toBe('2027-01-11')
    expect(lastDayOf({ state: 'open', due }, announced)).toBe('2027-01-12')
  })
  it('stays as it was once it is answered', () => expect(lastDayOf({ state: 'answered', due }, announced)).toBe('2027-01-11'))
})
