import { markPickUpCode, parsePickUpCode, saysPickUpCode } from '.'

describe('取件码', () => {
  it.each([
    ['QJ-042917', '042917', true],
    ['qj042917', '042917', true],
    ['ＱＪ－０４２９１７', '042917', false],
    ['042 917', '042917', false],
    ['04291', null, false],
    ['QJ-0429170', null, false],
    ['1234 5678 9012', null, false],
    ['BJ-20261127-ABCDEF-1', null, false],
    ['', null, false],
  ])('%s is read as %s, and says what it is: %s', (text, code, says) => {
    expect(parsePickUpCode(text)).toBe(code)
    expect(saysPickUpCode(text)).toBe(says)
  })
  it('is shown with its mark', () => {
    expect(parsePickUpCode(markPickUpCode('042917'))).toBe('042917')
  })
})
