import * as z from 'zod/mini'
import { DocumentClaim, PersonName } from '.'

describe('R26: a name as typed', () => {
  it('is normalised: NFC, one middle dot, no blanks around', () => {
    expect(z.parse(PersonName, ' 艾力•吐尔逊 ')).toBe('艾力·吐尔逊')
    expect(z.parse(PersonName, 'José')).toBe('Jos\u00e9')
    expect(z.parse(PersonName, '刘〇')).toBe('刘〇')
  })
  it('drops signs nobody sees', () => {
    expect(z.parse(PersonName, '王\u202e小梅\u200b')).toBe('王小梅')
  })
  it.each(['王', '王<b>', '1234', 'x'.repeat(51)])('refuses %j', (name) => {
    expect(z.safeParse(PersonName, name).success).toBe(false)
  })
})

describe('R11: a document claim', () => {
  it('refuses what it does not know', () => {
    expect(z.safeParse(DocumentClaim, { name: '王小梅', documentType: 'residentId', number: '990102199406120029', level: 'confirmed' }).success).toBe(false)
  })
})
