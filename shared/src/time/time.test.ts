import { addDays, daysBetween, endOfDay, isCalendarDate, startOfDay, toCalendarDate } from '.'

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
})
