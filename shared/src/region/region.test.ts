import { REGIONS, findRegion, isWithin, regionName } from '.'

describe('regions of the demo city 临江市', () => {
  it('carry codes no real place has', () => {
    for (const { code } of REGIONS) expect(code).toMatch(/^99\d{4}$/)
  })
  it('are named with their city', () => {
    expect(regionName('990102')).toEqual({ zh: '临江市江北区', en: 'Jiangbei District, Linjiang' })
    expect(regionName('990100')).toEqual({ zh: '临江市', en: 'Linjiang' })
    expect(regionName('110105')).toBeNull()
    expect(findRegion('990104')).toMatchObject({ zh: '临港区' })
  })
  it('lie in themselves and their city, never in a neighbour', () => {
    expect(isWithin('990102', '990100')).toBe(true)
    expect(isWithin('990102', '990102')).toBe(true)
    expect(isWithin('990100', '990102')).toBe(false)
    expect(isWithin('990103', '990102')).toBe(false)
    expect(isWithin('110105', '110105')).toBe(false)
  })
})
