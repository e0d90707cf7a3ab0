import { parseCitizenNumber, parseCreditCode } from '@zsb/shared/identity'
import { parseLicenceIdentifier } from '@zsb/shared/licence'
import { createLicences, getPerson, LICENCE_TYPES, ORGANISATIONS, PEOPLE, portraitOf } from '.'

const licences = createLicences('2026-11-24')

describe('the people of 临江市', () => {
  it.each(PEOPLE.filter(({ document }) => document.documentType === '111').map((person) => [person.name, person] as const))(
    'R26: %s has a number that passes GB 11643 and agrees with birth date and sex',
    (_, { document, bornOn, sex }) => {
      expect(parseCitizenNumber(document.number)).toMatchObject({ ok: true, value: { bornOn, sex } })
    },
  )
  it('have phones nobody has, each one person', () => {
    const phones = PEOPLE.flatMap(({ phone }) => phone ?? [])
    for (const phone of phones) expect(phone).toMatch(/^1990000\d{4}$/)
    expect(new Set(phones).size).toBe(phones.length)
    expect(new Set(PEOPLE.map(({ id }) => id)).size).toBe(PEOPLE.length)
  })
  it('R26: count a rare character as one', () => {
    expect([...getPerson('chenHong').name]).toEqual(['陈', '𬭎'])
  })
  it('run firms with valid credit codes', () => {
    for (const { code } of ORGANISATIONS) expect(parseCreditCode(code)).toMatchObject({ ok: true, value: { standing: 'valid' } })
  })
})

describe('their licences', () => {
  it('have identifiers of GB/T 36904 in the standard form, each once', () => {
    for (const { identifier, type } of licences) {
      expect(parseLicenceIdentifier(identifier)).toMatchObject({ ok: true, value: { form: 'standard', typeCode: LICENCE_TYPES[type].typeCode } })
    }
    expect(new Set(licences.map(({ identifier }) => identifier)).size).toBe(licences.length)
  })
  it('cover all ten types', () => {
    expect(new Set(licences.map(({ type }) => type)).size).toBe(10)
  })
  it('are in states their types know, changed no later than today', () => {
    for (const { type, state, changedAt } of licences) {
      expect(Object.keys(LICENCE_TYPES[type].states)).toContain(state)
      expect(changedAt.getTime()).toBeLessThanOrEqual(Date.parse('2026-11-24T00:00:00+08:00'))
    }
  })
  it.each([
    ['2026-11-24', '2026-12-24', '2026-10-10'],
    ['2027-02-01', '2027-03-03', '2026-12-18'],
  ])('count from today: on %s one driving licence ends on %s, another has ended on %s', (today, soon, past) => {
    const ends = createLicences(today).flatMap(({ type, validTo }) => (type === 'drivingLicence' ? [validTo] : []))
    expect(ends).toEqual(expect.arrayContaining([soon, past]))
  })
})

describe('a portrait', () => {
  it('is a small PNG, the same each time, and nobody real', () => {
    const png = Buffer.from(portraitOf('wangXiaomei'), 'base64')
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(png.length).toBeLessThan(4096)
    expect(portraitOf('wangXiaomei')).toBe(portraitOf('wangXiaomei'))
    expect(portraitOf('liJianguo')).not.toBe(portraitOf('wangXiaomei'))
  })
})
