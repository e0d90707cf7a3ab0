import { renewedUntil } from '../licence'
import { lastDayToRenew, renewalStanding } from '.'

describe('延续 (行政许可法 art. 50)', () => {
  it.each([
    ['2026-12-12', 'inTime'],
    ['2026-12-13', 'late'],
    ['2027-01-11', 'late'],
    ['2027-01-12', 'over'],
  ])('asked for on %s of what ends on 11 January is %s', (on, standing) => {
    expect(lastDayToRenew('2027-01-11')).toBe('2026-12-12')
    expect(renewalStanding({ licenceEndsOn: '2027-01-11', on })).toBe(standing)
  })
  it('runs on from the present end, and from the decision where that came later; without a term there is no end', () => {
    const term = { kind: 'years', years: 4 } as const
    expect(renewedUntil({ term, licenceEndsOn: '2027-01-11', decidedOn: '2026-12-01' })).toBe('2031-01-11')
    expect(renewedUntil({ term, licenceEndsOn: '2027-01-11', decidedOn: '2027-02-03' })).toBe('2031-02-03')
    expect(renewedUntil({ term: { kind: 'none' }, licenceEndsOn: '2027-01-11', decidedOn: '2026-12-01' })).toBeNull()
  })
})
