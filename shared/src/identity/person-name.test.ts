import { maskAddress, maskDocumentNumber, maskMobileNumber, maskPersonName, parseMobileNumber, parsePersonName } from '.'

describe('a person’s name 姓名', () => {
  it.each([
    ['王小梅', '王小梅'],
    ['  李建国 ', '李建国'],
    ['刘〇', '刘〇'],
    ['𬭎某', '𬭎某'],
    ['Ma\u0308rta Nagy', 'M\u00e4rta Nagy'],
    ["D’Arcy O'Neil", "D'Arcy O'Neil"],
    ['张\u200b三', '张三'],
    ['葛\u{e0100}某', '葛某'],
  ])('R26: reads %j as %j', (typed, name) => {
    expect(parsePersonName(typed)).toEqual({ ok: true, value: name })
  })
  it.each(['·', '•', '‧', '・', '･', '⋅', '∙', '․', '.', '．', ' · '])('R26: maps the dot %j of 艾力·麦麦提 to one', (dot) => {
    expect(parsePersonName(`艾力${dot}麦麦提`)).toEqual({ ok: true, value: '艾力·麦麦提' })
  })
  it.each([
    ['', 'empty'],
    [' \u200b', 'empty'],
    ['王', 'tooShort'],
    ['𬭎', 'tooShort'],
    ['王'.repeat(51), 'tooLong'],
    ['王小梅1', 'characters'],
    ['<b>王</b>', 'characters'],
    ['·王小梅', 'characters'],
    ['王小梅·', 'characters'],
  ])('says what is wrong with %j: %s', (typed, reason) => {
    expect(parsePersonName(typed)).toEqual({ ok: false, error: reason })
  })
  it('R26: counts 50 rare characters as 50', () => {
    expect(parsePersonName('𬭎'.repeat(50)).ok).toBe(true)
    expect(parsePersonName('𬭎'.repeat(51))).toEqual({ ok: false, error: 'tooLong' })
  })
})

describe('a mobile number of the mainland 手机号码', () => {
  it.each(['19900000001', '199 0000 0001', '199-0000-0001', '+8619900000001', '0086 199 0000 0001', '１９９００００００01'])('is read from %j', (typed) => {
    expect(parseMobileNumber(typed)).toEqual({ ok: true, value: '19900000001' })
  })
  it.each([
    ['', 'empty'],
    ['1990000000', 'length'],
    ['12900000001', 'notMobile'],
    ['1990000000a', 'notMobile'],
    ['+85291234567', 'length'],
  ])('is not %j: %s', (typed, reason) => {
    expect(parseMobileNumber(typed)).toEqual({ ok: false, error: reason })
  })
})

describe('what stands on a screen without being asked for 脱敏', () => {
  it.each([
    ['王小梅', '王**'],
    ['𬭎某', '𬭎*'],
    ['王', '*'],
    ['', ''],
  ])('R20: a name %j is %j', (name, masked) => {
    expect(maskPersonName(name)).toBe(masked)
  })
  it.each([
    ['990102199406120023', '990102********0023'],
    ['HUN990187031401', 'HUN*********401'],
    ['Q990100123', 'Q********3'],
    ['12345678901', '123*****901'],
    ['E1', '**'],
  ])('R20: a number %j is %j', (number, masked) => {
    expect(maskDocumentNumber(number)).toBe(masked)
  })
  it('R20: a number or an address never shows as much as two thirds, however short', () => {
    for (let length = 1; length <= 40; length++) {
      for (const mask of [maskDocumentNumber, maskAddress]) expect([...mask('A'.repeat(length))].filter((c) => c === 'A').length / length).toBeLessThan(2 / 3)
    }
  })
  it.each([
    ['19900000001', '199****0001'],
    ['1234567', '*****67'],
    ['', ''],
  ])('R20: a phone number %j is %j', (phone, masked) => {
    expect(maskMobileNumber(phone)).toBe(masked)
  })
  it('R20: an address keeps city and district', () => {
    expect(maskAddress('临江市江北区柳林路18号3栋')).toBe('临江市江北区******')
  })
})
