import { ageOn, isMinor, majorityOn } from '.'

describe('majority 成年 (民法典 art. 17)', () => {
  it('comes on the 18th birthday', () => {
    expect(majorityOn('2020-03-05')).toBe('2038-03-05')
    expect(isMinor('2008-11-25', '2026-11-24')).toBe(true)
    expect(isMinor('2008-11-24', '2026-11-24')).toBe(false)
  })
  it('comes on 1 March for those born on 29 February, where the year has none', () => {
    expect(majorityOn('2008-02-29')).toBe('2026-03-01')
    expect(majorityOn('2008-02-29')).not.toBe('2026-02-28')
  })
  it('counts full years', () => {
    expect(ageOn('1990-11-25', '2026-11-24')).toBe(35)
    expect(ageOn('1990-11-24', '2026-11-24')).toBe(36)
  })
})
