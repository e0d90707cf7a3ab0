import * as fc from 'fast-check'
import {
  addDays,
  addYears,
  compareDays,
  daysBetween,
  endOfDay,
  formatDay,
  formatDaysLeft,
  formatInstant,
  formatTime,
  formatTimeExact,
  formatWhen,
  isCalendarDate,
  parseCalendarDate,
  startOfDay,
  toCalendarDate,
} from '.'

describe('days in Asia/Shanghai', () => {
  it('begin at 16:00 UTC of the day before', () => {
    expect(toCalendarDate(new Date('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23')
    expect(toCalendarDate(new Date('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24')
    expect(startOfDay(new Date('2026-11-24T06:00:00Z')).toISOString()).toBe('2026-11-23T16:00:00.000Z')
    expect(endOfDay('2026-11-24').toISOString()).toBe('2026-11-24T15:59:59.999Z')
  })
  it('R26: know which days exist', () => {
    expect(isCalendarDate('2024-02-29')).toBe(true)
    expect(isCalendarDate('2026-02-29')).toBe(false)
    expect(isCalendarDate('2026-2-3')).toBe(false)
  })
  it('are counted across months and years', () => {
    expect(daysBetween('2026-11-24', '2026-12-24')).toBe(30)
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  })
  it('of so many years on is the same one, or the last of its month where there is none', () => {
    expect(addYears('2026-11-26', 5)).toBe('2031-11-26')
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  })
  it.each(['2026-11-23', '20261123', '2026/11/23', '2026.11.23', '2026年11月23日', ' 2026-11-23 '])('are read from %j', (text) => {
    expect(parseCalendarDate(text)).toBe('2026-11-23')
  })
  it.each(['', '2026-11', '2026-1-3', '2026-02-30', '20261301', '长期', '2026-11-23T00:00:00Z'])('are not read from %j', (text) => {
    expect(parseCalendarDate(text)).toBeNull()
  })
  it('sort as texts', () => {
    expect(['2026-12-01', '2025-01-31', '2026-02-01'].sort(compareDays)).toEqual(['2025-01-31', '2026-02-01', '2026-12-01'])
    expect(compareDays('2026-01-01', '2026-01-01')).toBe(0)
  })
  it('come back when days are added and taken away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: -40_000, max: 40_000 }), (offset, days) => {
        const day = addDays('1900-01-01', offset)
        expect(daysBetween(day, addDays(day, days))).toBe(days)
        expect(addDays(addDays(day, days), -days)).toBe(day)
      }),
    )
  })
  it('hold every instant of themselves', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }), (at) => {
        expect(startOfDay(at) <= at && at <= endOfDay(toCalendarDate(at))).toBe(true)
        expect(toCalendarDate(startOfDay(at))).toBe(toCalendarDate(at))
      }),
    )
  })
})

describe('days and instants for people', () => {
  const at = '2026-11-23T06:05:08.900Z'
  it('are written on the clock of Asia/Shanghai', () => {
    expect(formatTime(at)).toBe('14:05')
    expect(formatTimeExact(new Date(at))).toBe('14:05:08')
    expect(formatInstant(at, 'zh')).toBe('2026年11月23日 14:05')
    expect(formatInstant(at, 'en')).toBe('23 Nov 2026 14:05')
    expect(formatInstant('2026-12-31T16:00:00Z', 'zh')).toBe('2027年1月1日 00:00')
  })
  it('stay the same day where a calendar day is given', () => {
    expect(formatDay('2026-01-09', 'zh')).toBe('2026年1月9日')
    expect(formatDay('2026-01-09', 'en')).toBe('9 Jan 2026')
  })
  it.each([
    ['2026-11-23T06:03:00Z', '今天 14:03', 'Today 14:03'],
    ['2026-11-22T15:59:00Z', '11月22日 23:59', '22 Nov 23:59'],
    ['2026-11-26T06:05:00Z', '11月26日 14:05', '26 Nov 14:05'],
    ['2025-11-23T06:05:00Z', '2025年11月23日 14:05', '23 Nov 2025 14:05'],
  ])('%s is %s · %s', (when, zh, en) => {
    const now = new Date('2026-11-23T10:00:00Z')
    expect(formatWhen(when, { language: 'zh', now })).toBe(zh)
    expect(formatWhen(when, { language: 'en', now })).toBe(en)
  })
  it.each([
    [30, '还剩 30 天', '30 days left'],
    [1, '还剩 1 天', '1 day left'],
    [0, '今天到期', 'Expires today'],
    [-1, '已过期 1 天', 'Expired 1 day ago'],
    [-3, '已过期 3 天', 'Expired 3 days ago'],
  ])('%i days left: %s · %s', (days, zh, en) => {
    expect([formatDaysLeft(days, 'zh'), formatDaysLeft(days, 'en')]).toEqual([zh, en])
  })
})
