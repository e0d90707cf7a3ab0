import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { isCalendarDate } from '../time'

const Day = z.string().check(z.refine(isCalendarDate, 'YYYY-MM-DD'))
const Words = { zh: z.string().check(z.minLength(1), z.maxLength(20)), en: z.string().check(z.minLength(1), z.maxLength(40)) }

/** Days off in a row 放假; first and last day of it. */
const DaysOff = z.strictObject({ from: Day, to: Day, ...Words })

/**
 * One year of the calendar of working days 工作日历: the days off and the weekend days that are worked instead 调休.
 * `published` as the State Council announced it (usually in the November before); `provisional` 暂定 before that, with the days
 * that 全国年节及纪念日放假办法 fixes and none of the days that are shifted.
 */
export const WorkCalendarYear = z.strictObject({
  year: z.int().check(z.minimum(2020), z.maximum(2100)),
  status: z.enum(['published', 'provisional']),
  source: z.string().check(z.minLength(1), z.maxLength(80)),
  off: z.array(DaysOff).check(z.minLength(1), z.maxLength(12)),
  /** Weekend days that are worked. */
  worked: z.array(Day).check(z.maxLength(12)),
})
export type WorkCalendarYear = z.infer<typeof WorkCalendarYear>

/** The calendar of working days 工作日历 as versioned data: a new version when a year is announced. */
export const WorkCalendar = z
  .strictObject({
    code: ContentCode,
    version: z.int().check(z.minimum(1)),
    years: z.array(WorkCalendarYear).check(z.minLength(1), z.maxLength(20)),
  })
  .check(
    z.refine((calendar) => new Set(calendar.years.map(({ year }) => year)).size === calendar.years.length, 'a year twice'),
    z.refine(
      ({ years }) =>
        years.every(({ year, off, worked }) => [...off.flatMap(({ from, to }) => [from, to]), ...worked].every((day) => day.startsWith(`${year}-`))),
      'a day of another year',
    ),
    z.refine(({ years }) => years.every(({ off }) => off.every(({ from, to }) => from <= to)), 'days off that end before they begin'),
  )
export type WorkCalendar = z.infer<typeof WorkCalendar>
