import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import chineseDays from 'chinese-days'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { addDays, compareDays, daysBetween } from '../time'
import { describeDay, dueAfterCalendarDays, dueAfterWorkingDays, isWorkingDay, listCountedDays, WorkCalendar, workingDayFrom, workingDaysUsed } from '.'

const raw: unknown = JSON.parse(readFileSync(join(__dirname, '../../../api/content/work-calendars/china.json'), 'utf8'))
const calendar = z.parse(WorkCalendar, raw)
const everyDayOf = (year: number) => Array.from({ length: daysBetween(`${year}-01-01`, `${year + 1}-01-01`) }, (_, n) => addDays(`${year}-01-01`, n))
const published = calendar.years.filter(({ status }) => status === 'published').map(({ year }) => year)
const provisional = calendar.years.filter(({ status }) => status === 'provisional').map(({ year }) => year)

describe('the calendar of working days 工作日历', () => {
  it.each(published)('has for %i the days off and the worked weekends that were announced', (year) => {
    const differing = everyDayOf(year).filter((day) => isWorkingDay(day, calendar) !== chineseDays.isWorkday(day))
    expect(differing).toEqual([])
    expect(describeDay(`${year}-10-02`, calendar)).toEqual({
      day: `${year}-10-02`,
      kind: 'holiday',
      holiday: { zh: '国庆节', en: 'National Day' },
      provisional: false,
    })
  })
  it.each(provisional)('has for %i, not announced yet, the days the law fixes by sun and moon', (year) => {
    const springDay = chineseDays.getSolarDateFromLunar(`${year}-01-01`).date
    const lunar = (month: string, day: string) => chineseDays.getSolarDateFromLunar(`${year}-${month}-${day}`).date
    const off = [
      `${year}-01-01`,
      ...[-1, 0, 1, 2].map((days) => addDays(springDay, days)),
      chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
      `${year}-05-01`,
      `${year}-05-02`,
      lunar('05', '05'),
      lunar('08', '15'),
      ...[1, 2, 3].map((day) => `${year}-10-0${day}`),
    ]
    expect(everyDayOf(year).filter((day) => describeDay(day, calendar).kind === 'holiday')).toEqual([...new Set(off)].sort(compareDays))
    expect(everyDayOf(year).every((day) => describeDay(day, calendar).provisional)).toBe(true)
  })
  it('knows a weekend that is worked, and says so', () => {
    expect(describeDay('2026-02-28', calendar)).toMatchObject({ kind: 'workedWeekend', provisional: false })
    expect(describeDay('2026-03-01', calendar)).toMatchObject({ kind: 'weekend' })
    expect(workingDayFrom('2026-10-01', calendar)).toBe('2026-10-08')
  })
  it('goes on in a year nobody has counted yet, as 暂定', () => {
    expect(describeDay('2041-05-01', calendar)).toMatchObject({ kind: 'holiday', holiday: { zh: '劳动节' }, provisional: true })
    expect(describeDay('2041-05-06', calendar)).toMatchObject({ kind: 'workday', provisional: true })
  })
  it.each([
    ['a year twice', { years: [calendar.years[0], calendar.years[0]] }],
    ['days off that end before they begin', { years: [{ ...calendar.years[0], off: [{ from: '2025-01-02', to: '2025-01-01', zh: '元旦', en: 'x' }] }] }],
    ['a day of another year', { years: [{ ...calendar.years[0], worked: ['2026-01-04'] }] }],
    ['30 February', { years: [{ ...calendar.years[0], worked: ['2025-02-30'] }] }],
  ])('refuses %s', (_, over) => {
    expect(z.safeParse(WorkCalendar, { ...calendar, ...over }).success).toBe(false)
  })
})

describe('deadlines 期限', () => {
  it('counts five working days over the National Day and its worked Saturday, the first day left out', () => {
    const deadline = dueAfterWorkingDays({ from: '2026-09-29', days: 5, calendar })
    expect(deadline).toEqual({ from: '2026-09-29', days: 5, unit: 'workingDays', dueOn: '2026-10-12', calendar: 'china@1', provisional: false })
    const counted = listCountedDays({ from: '2026-09-29', days: 5, calendar }).filter(({ number }) => number !== null)
    expect(counted.map(({ day }) => day)).toEqual(['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12'])
  })
  it('is 暂定 when it runs into a year not announced, and is counted anew by the next version', () => {
    const before = dueAfterWorkingDays({ from: '2026-12-28', days: 5, calendar })
    expect(before).toMatchObject({ dueOn: '2027-01-05', provisional: true })
    const announced = {
      ...calendar,
      version: 2,
      years: calendar.years.map((year) =>
        year.year === 2027
          ? { ...year, status: 'published' as const, off: [{ from: '2027-01-01', to: '2027-01-03', zh: '元旦', en: 'New Year’s Day' }], worked: ['2027-01-09'] }
          : year,
      ),
    }
    expect(dueAfterWorkingDays({ from: '2026-12-28', days: 8, calendar: announced })).toMatchObject({
      dueOn: '2027-01-08',
      calendar: 'china@2',
      provisional: false,
    })
    expect(dueAfterWorkingDays({ from: '2026-12-28', days: 9, calendar: announced })).toMatchObject({ dueOn: '2027-01-09' })
  })
  it('does not count while a special procedure 特别程序 runs, and has no last day until that ends', () => {
    const without = dueAfterWorkingDays({ from: '2026-11-02', days: 20, calendar })
    const paused = dueAfterWorkingDays({ from: '2026-11-02', days: 20, calendar, pauses: [{ from: '2026-11-09', to: '2026-11-16' }] })
    expect(without.dueOn).toBe('2026-11-30')
    expect(paused.dueOn).toBe('2026-12-07')
    expect(() => dueAfterWorkingDays({ from: '2026-11-02', days: 20, calendar, pauses: [{ from: '2026-11-09', to: null }] })).toThrow(RangeError)
    expect(workingDaysUsed({ from: '2026-11-02', today: '2026-11-30', calendar, pauses: [{ from: '2026-11-09', to: null }] })).toBe(5)
  })
  it('ends calendar days that fall on a day off on the next working day', () => {
    expect(dueAfterCalendarDays({ from: '2026-08-02', days: 60, calendar })).toMatchObject({ unit: 'calendarDays', dueOn: '2026-10-08' })
    expect(dueAfterCalendarDays({ from: '2026-08-01', days: 60, calendar })).toMatchObject({ dueOn: '2026-09-30' })
  })
  it('property: the last day is a working day, later for more days, never earlier for a pause, and as many days are used on it as were given', () => {
    const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-01-01', n))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 65 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 30 }), (from, days, after, length) => {
        const pauses = [{ from: addDays(from, after), to: addDays(from, after + length) }]
        const { dueOn } = dueAfterWorkingDays({ from, days, calendar, pauses })
        expect(isWorkingDay(dueOn, calendar)).toBe(true)
        expect(dueOn >= dueAfterWorkingDays({ from, days, calendar }).dueOn).toBe(true)
        expect(dueAfterWorkingDays({ from, days: days + 1, calendar, pauses }).dueOn > dueOn).toBe(true)
        expect(workingDaysUsed({ from, today: dueOn, calendar, pauses })).toBe(days)
        expect(workingDaysUsed({ from, today: addDays(dueOn, -1), calendar, pauses })).toBe(days - 1)
      }),
      { numRuns: 300 },
    )
  })
})
