import * as z from 'zod/mini'
import { DocumentClaim, PersonName, maskName, maskNumber, maskPhone } from '.'

describe('R20: masks', () => {
  it.each([
    ['王小梅', '**梅'],
    ['陈𬭎', '*𬭎'],
    ['艾力·麦麦提明', '******明'],
    ['王', '*'],
  ])('R26: %s is shown as %s, counted in code points', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
  it('show the ends of a number and a phone', () => {
    expect(maskNumber('990102199406120029')).toBe('990***********0029')
    expect(maskNumber('BA1234567')).toBe('BA*****67')
    expect(maskPhone('19900000001')).toBe('199****0001')
    expect(maskNumber('AB')).toBe('**')
  })
})

describe('R26: a name as typed', () => {
  it('is normalised: NFC, one middle dot, no blanks around', () => {
    expect(z.parse(PersonName, ' 艾力•吐尔逊 ')).toBe('艾力·吐尔逊')
    expect(z.parse(PersonName, 'José')).toBe('Jos\u00e9')
  })
  it.each(['王', '王<b>', '王\u202e小', '1234', 'x'.repeat(51)])('refuses %j', (name) => {
    expect(z.safeParse(PersonName, name).success).toBe(false)
  })
})

describe('R11: a document claim', () => {
  it('refuses what it does not know', () => {
    expect(z.safeParse(DocumentClaim, { name: '王小梅', documentType: 'residentId', number: '990102199406120029', level: 'confirmed' }).success).toBe(false)
  })
})
