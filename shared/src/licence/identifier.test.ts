import * as fc from 'fast-check'
import vectors from '../../testdata/licence/identifiers.json'
import { buildLicenceIdentifier, identifierCheckCharacter, parseLicenceIdentifier } from './identifier'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LEGACY = vectors.legacyVariant[0]!
const serial = fc.stringMatching(/^[0-9A-Z]{6,32}$/)
const version = fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, '0'))
const body = fc.stringMatching(/^[0-9A-Z]{24,70}$/)

/** The four parts before the check character, dots removed, and the check character. */
function bodyOf(text: string): [string, string] {
  const parts = text.slice('1.2.156.3005.2.'.length).split('.')
  return [parts.slice(0, -1).join(''), parts[parts.length - 1]!]
}

describe('a licence identifier 电子证照标识 (GB/T 36904)', () => {
  it.each(vectors.standard)('reads the standard form %s', (text) => {
    expect(parseLicenceIdentifier(text)).toMatchObject({ ok: true, value: { text, form: 'standard' } })
  })
  it('tells its parts', () => {
    expect(parseLicenceIdentifier(vectors.standard[1]!)).toEqual({
      ok: true,
      value: { text: vectors.standard[1], typeCode: '11100000MB03271699022', issuerCode: '340100', serial: '000000016', version: '001', form: 'standard' },
    })
  })
  it('checks the classical sample of ISO 7064', () => {
    expect(identifierCheckCharacter('A12425GABC1234002')).toBe('M')
  })
  it('tells the legacy variant from the standard, for which the character would be D', () => {
    expect(parseLicenceIdentifier(LEGACY)).toMatchObject({ ok: true, value: { form: 'legacyVariant' } })
    expect(parseLicenceIdentifier(LEGACY.replace(/M$/, 'D'))).toMatchObject({ ok: true, value: { form: 'standard' } })
  })
  it.each(vectors.wrong)('says what is wrong with $text: $reason', ({ text, reason }) => {
    expect(parseLicenceIdentifier(text)).toEqual({ ok: false, error: reason })
  })
  it('R26: reads full-width characters, blanks and small letters', () => {
    const text = vectors.standard[0]!
    const wide = [...text].map((c) => (c === '.' ? '．' : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join('')
    expect(parseLicenceIdentifier(` ${wide.slice(0, 30)} ${text.slice(30).toLowerCase()}\u200b`)).toMatchObject({ ok: true, value: { text, form: 'standard' } })
  })
  it('accepts one check character as standard and at most one more as the variant', () => {
    fc.assert(
      fc.property(serial, version, (text, number) => {
        const built = buildLicenceIdentifier({ typeCode: '11100000000013338W011', issuerCode: '11430000006122244L', serial: text, version: number })
        const forms = [...ALPHABET].flatMap((check) => {
          const parsed = parseLicenceIdentifier(built.slice(0, -1) + check)
          return parsed.ok ? [parsed.value.form] : []
        })
        expect(forms.filter((form) => form === 'standard')).toHaveLength(1)
        expect(forms.length).toBeLessThanOrEqual(2)
      }),
    )
  })
  it('builds what it reads', () => {
    fc.assert(
      fc.property(serial, version, (text, number) => {
        const built = buildLicenceIdentifier({ typeCode: '11100000000013338W011', issuerCode: '11430000006122244L', serial: text, version: number })
        expect(parseLicenceIdentifier(built)).toMatchObject({ ok: true, value: { text: built, form: 'standard', serial: text, version: number } })
      }),
    )
  })
  it('refuses to build what it would not read', () => {
    const good = { typeCode: '11100000000013338W011', issuerCode: '11430000006122244L', serial: '1', version: '001' }
    for (const bad of [{ typeCode: 'x' }, { issuerCode: '1' }, { serial: 'a-b' }, { version: '000' }])
      expect(() => buildLicenceIdentifier({ ...good, ...bad })).toThrow(RangeError)
  })
})

describe('its check character (ISO/IEC 7064 MOD 37,36)', () => {
  it('catches all 1,890 single substitutions in the first vector of the standard form', () => {
    const [text, check] = bodyOf(vectors.standard[0]!)
    let tried = 0
    for (let i = 0; i <= text.length; i++) {
      for (const other of ALPHABET) {
        const whole = text + check
        if (other === whole[i]) continue
        tried++
        const changed = whole.slice(0, i) + other + whole.slice(i + 1)
        expect(identifierCheckCharacter(changed.slice(0, -1)) === changed.slice(-1)).toBe(false)
      }
    }
    expect(tried).toBe(1890)
  })
  it('catches every swap of neighbours in the vectors of the standard form', () => {
    for (const [text, check] of vectors.standard.map(bodyOf)) {
      for (let i = 0; i < text.length - 1; i++) {
        if (text[i] === text[i + 1]) continue
        expect(identifierCheckCharacter(text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2))).not.toBe(check)
      }
    }
  })
  it('catches every single substitution, whatever the identifier', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.nat({ max: 34 }), (text, at, step) => {
        const i = at % text.length
        const other = ALPHABET[(ALPHABET.indexOf(text[i]!) + 1 + step) % 36]!
        expect(identifierCheckCharacter(text.slice(0, i) + other + text.slice(i + 1))).not.toBe(identifierCheckCharacter(text))
      }),
      { numRuns: 2000 },
    )
  })
  it('catches every swap of neighbours whose values are not next to each other, whatever the identifier', () => {
    fc.assert(
      fc.property(body, (text) => {
        for (let i = 0; i < text.length - 1; i++) {
          const distance = Math.abs(ALPHABET.indexOf(text[i]!) - ALPHABET.indexOf(text[i + 1]!))
          if (distance === 0 || distance === 1 || distance === 35) continue
          expect(identifierCheckCharacter(text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2))).not.toBe(identifierCheckCharacter(text))
        }
      }),
      { numRuns: 500 },
    )
  })
})
