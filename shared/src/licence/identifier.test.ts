import * as fc from 'fast-check'
import { buildLicenceIdentifier, identifierCheckCharacter, parseLicenceIdentifier } from './identifier'

const STANDARD = [
  '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
  '1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9',
  '1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0',
]
const LEGACY = '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

describe('a licence identifier 电子证照标识 (GB/T 36904)', () => {
  it.each(STANDARD)('reads the standard form %s', (text) => {
    expect(parseLicenceIdentifier(text)).toMatchObject({ ok: true, value: { form: 'standard' } })
  })
  it('checks the classical sample of ISO 7064', () => {
    expect(identifierCheckCharacter('A12425GABC1234002')).toBe('M')
  })
  it('tells the legacy variant from the standard, for which the character would be D', () => {
    expect(parseLicenceIdentifier(LEGACY)).toMatchObject({ ok: true, value: { form: 'legacyVariant' } })
    expect(parseLicenceIdentifier(LEGACY.replace(/M$/, 'D'))).toMatchObject({ ok: true, value: { form: 'standard' } })
    expect(parseLicenceIdentifier(LEGACY.replace(/M$/, 'Q'))).toEqual({ ok: false, error: 'check' })
  })
  it.each([
    ['', 'empty'],
    ['1.2.156.3005.3.x', 'root'],
    ['1.2.156.3005.2.11100000000013338W011.11430000006122244L.001.U', 'parts'],
    ['1.2.156.3005.2.11100000000013338W01.11430000006122244L.20230000403.001.U', 'typeCode'],
    ['1.2.156.3005.2.11100000000013338W011.1143.20230000403.001.U', 'issuerCode'],
    ['1.2.156.3005.2.11100000000013338W011.11430000006122244L..001.U', 'serial'],
    ['1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.000.U', 'version'],
  ])('says what is wrong with %j: %s', (text, reason) => {
    expect(parseLicenceIdentifier(text)).toEqual({ ok: false, error: reason })
  })
  it('finds every single substitution in the body', () => {
    const text = STANDARD[0]!
    const from = '1.2.156.3005.2.'.length
    for (let i = from; i < text.length - 2; i++) {
      if (text[i] === '.') continue
      for (const other of ALPHABET) {
        if (other === text[i]) continue
        const parsed = parseLicenceIdentifier(text.slice(0, i) + other + text.slice(i + 1))
        expect(parsed.ok && parsed.value.form === 'standard').toBe(false)
      }
    }
  })
  it('builds what it reads', () => {
    const serial = fc.stringMatching(/^[0-9A-Z]{6,20}$/)
    fc.assert(
      fc.property(serial, fc.integer({ min: 1, max: 999 }), (text, version) => {
        const built = buildLicenceIdentifier({ typeCode: '11100000000013338W011', issuerCode: '11430000006122244L', serial: text, version: String(version).padStart(3, '0') })
        const parsed = parseLicenceIdentifier(built)
        return parsed.ok && parsed.value.form === 'standard' && parsed.value.serial === text
      }),
    )
  })
})
