import { rulesWithoutTest, testsByRule } from '../scripts/rules.mjs'

describe('the table of security rules', () => {
  it('names every required rule that no test carries', () => {
    const without = rulesWithoutTest(
      testsByRule([
        { name: 'codes R7: exactly one of 200', file: 'a' },
        { name: 'R2, R3: strict', file: 'b' },
      ]),
    )
    expect(without).toContain(1)
    expect(without).toContain(32)
    expect(without).not.toContain(7)
    expect(without).not.toContain(2)
    expect(without).not.toContain(3)
  })

  it('takes neither R24 nor R9 for required, and R1 not for R10', () => {
    const without = rulesWithoutTest(testsByRule([{ name: 'R10: drill', file: 'a' }]))
    expect(without).not.toContain(9)
    expect(without).not.toContain(24)
    expect(without).not.toContain(10)
    expect(without).toContain(1)
  })
})
