import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as z from 'zod/mini'
import {
  IdentityDocumentFormat,
  buildCitizenNumber,
  buildCreditCode,
  citizenCheckCharacter,
  isLevelAtLeast,
  normaliseNumber,
  parseCitizenNumber,
  parseCreditCode,
  parseDocumentNumber,
} from '.'

describe('a citizen number 公民身份号码 (GB 11643)', () => {
  it.each(['11010519491231002X', '440524188001010014'])('accepts the vector of the standard %s', (number) => {
    expect(parseCitizenNumber(number)).toMatchObject({ ok: true, value: { number } })
  })
  it('says region, birth date and sex', () => {
    expect(parseCitizenNumber('11010519491231002x')).toEqual({
      ok: true,
      value: { number: '11010519491231002X', region: '110105', bornOn: '1949-12-31', sex: 'female' },
    })
  })
  it.each([
    ['110105491231002', 'legacy15'],
    ['１１０１０５491231002', 'legacy15'],
    ['110105199912310', 'length'],
    ['11010519491231002', 'length'],
    ['1101051949123100AX', 'characters'],
    ['11010519490230002X', 'birthDate'],
    ['110105194912310021', 'checkDigit'],
    ['11010519491231002Ж', 'characters'],
    ['\u0661\u0661010519491231002X', 'characters'],
    [' \u200b\u2066\u180e ', 'empty'],
  ])('R26: explains why %j is none: %s', (typed, reason) => {
    expect(parseCitizenNumber(typed)).toEqual({ ok: false, error: reason })
  })
  it('R26: reads full-width digits and drops invisible characters', () => {
    expect(normaliseNumber('１１０１０５ 1949\u200b1231-')).toBe('11010519491231-')
  })
  it('R26: raises plain letters only, so that look-alikes stay what they are', () => {
    expect(normaliseNumber('a\u017f\u0131')).toBe('A\u017f\u0131')
  })
  it('refuses a birth date to come where it is told the day', () => {
    const number = buildCitizenNumber({ region: '990102', bornOn: '2026-11-25', sequence: '001' })
    expect(parseCitizenNumber(number, { today: '2026-11-24' })).toEqual({ ok: false, error: 'birthDate' })
    expect(parseCitizenNumber(number, { today: '2026-11-25' }).ok).toBe(true)
  })
  it('catches every swap of neighbouring digits', () => {
    const good = buildCitizenNumber({ region: '990102', bornOn: '1994-06-12', sequence: '002' })
    for (let i = 0; i < 16; i++) {
      if (good[i] === good[i + 1]) continue
      expect(parseCitizenNumber(good.slice(0, i) + good[i + 1] + good[i] + good.slice(i + 2)).ok).toBe(false)
    }
  })
  it('catches every single wrong digit', () => {
    const good = buildCitizenNumber({ region: '990102', bornOn: '1994-06-12', sequence: '002' })
    for (let i = 0; i < 17; i++) {
      for (const digit of '0123456789') {
        if (digit === good[i]) continue
        expect(parseCitizenNumber(good.slice(0, i) + digit + good.slice(i + 1)).ok).toBe(false)
      }
    }
  })
  it('builds numbers that pass, whatever the sequence', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        (n) => parseCitizenNumber(buildCitizenNumber({ region: '990103', bornOn: '1951-02-28', sequence: String(n).padStart(3, '0') })).ok,
      ),
    )
  })
  it('weighs as the standard says', () => {
    expect(citizenCheckCharacter('44052418800101001')).toBe('4')
  })
})

describe('a unified social credit code (GB 32100)', () => {
  it.each(['91350100M000100Y43', '91440101MA5CJQ4N59', '11100000000013338W', '11430000006122244L'])('accepts %s', (code) => {
    expect(parseCreditCode(code)).toMatchObject({ ok: true, value: { standing: 'valid' } })
  })
  it.each(['91350100M0001TGQXM', '91350211M0000XUF46', '91350203M0001FUE2P', '91350203M0001QAY9B'])(
    'asks the register about the genuine early code %s instead of refusing it',
    (code) => {
      expect(parseCreditCode(code)).toMatchObject({ ok: true, value: { standing: 'registryConfirmationNeeded' } })
    },
  )
  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['91350100M000100Y4', 'length'],
    ['91350100M000100Y433', 'length'],
    ['350100000000000', 'length'],
    ['9135O100M000100Y43', 'characters'],
    ['91350100M000100Y4*', 'characters'],
    ['91350100m000100y4中', 'characters'],
  ])('refuses %j: %s', (code, reason) => {
    expect(parseCreditCode(code)).toEqual({ ok: false, error: reason })
  })
  it('relies on no code with one wrong character or two swapped neighbours: the register is asked', () => {
    const code = '91440101MA5CJQ4N59'
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    for (let i = 0; i < 18; i += 1) {
      for (const character of i >= 2 && i < 8 ? '0123456789' : alphabet) {
        if (character === code[i]) continue
        const parsed = parseCreditCode(code.slice(0, i) + character + code.slice(i + 1))
        expect(parsed.ok && parsed.value.standing).toBe('registryConfirmationNeeded')
      }
      const [a, b] = [code[i]!, code[i + 1]]
      if (b === undefined || a === b) continue
      const swapped = parseCreditCode(code.slice(0, i) + b + a + code.slice(i + 2))
      expect(swapped.ok && swapped.value.standing).not.toBe('valid')
    }
  })
  it('reads it as typed: small letters, blanks, full-width signs', () => {
    expect(parseCreditCode(' 91440101ma5cjq4n59 ')).toMatchObject({ ok: true, value: { code: '91440101MA5CJQ4N59', standing: 'valid' } })
  })
  it('builds codes that pass both checks', () => {
    expect(parseCreditCode(buildCreditCode({ kind: '91', region: '990102', body: 'MA5K7Q2R' }))).toMatchObject({
      ok: true,
      value: { standing: 'valid', region: '990102' },
    })
  })
})

describe('numbers of other documents', () => {
  const format = (code: string) =>
    z.parse(IdentityDocumentFormat, JSON.parse(readFileSync(join(__dirname, `../../../api/content/identity-documents/${code}.json`), 'utf8')))
  const number18 = (region: string) => buildCitizenNumber({ region, bornOn: '1987-03-14', sequence: '001' })
  const wrongCheck = (number: string) => number.slice(0, 17) + (number[17] === '1' ? '2' : '1')
  it.each([
    ['hongKongMacauResidencePermit', number18('810000')],
    ['hongKongMacauResidencePermit', number18('820000')],
    ['taiwanResidencePermit', number18('830000')],
    ['foreignPermanentResidentId', 'HUN990187031401'],
    ['foreignPermanentResidentId', number18('931348')],
    ['mainlandTravelPermit', 'h12345678'],
    ['taiwanCompatriotPermit', '12345678'],
    ['passport', 'EA1234567'],
    ['birthCertificate', 'Q990100123'],
  ])('%s: reads %s', (code, number) => {
    expect(parseDocumentNumber(number, format(code))).toEqual({ ok: true, value: number.toUpperCase() })
  })
  it.each([
    ['hongKongMacauResidencePermit', number18('830000'), 'region'],
    ['taiwanResidencePermit', number18('810000'), 'region'],
    ['taiwanResidencePermit', wrongCheck(number18('830000')), 'checkDigit'],
    ['foreignPermanentResidentId', wrongCheck(number18('931348')), 'checkDigit'],
    ['foreignPermanentResidentId', number18('110105'), 'pattern'],
    ['residentId', '110105491231002', 'legacy15'],
    ['mainlandTravelPermit', 'X12345678', 'pattern'],
    ['passport', '', 'empty'],
  ])('%s: refuses %s, %s', (code, number, reason) => {
    expect(parseDocumentNumber(number, format(code))).toEqual({ ok: false, error: reason })
  })
})

describe('real-name levels 实名等级', () => {
  it('are ordered none, registered, confirmed', () => {
    expect(isLevelAtLeast('confirmed', 'registered')).toBe(true)
    expect(isLevelAtLeast('none', 'registered')).toBe(false)
  })
})
