import { createFirstLooks } from './first-looks'

describe('the first looks at a key', () => {
  const twice = { free: 2, perSeconds: 60 }
  it('are as many as the rule gives, in each window anew', () => {
    let ms = 0
    const isAmongFirst = createFirstLooks(() => ms)
    expect([1, 2, 3].map(() => isAmongFirst('a', twice))).toEqual([true, true, false])
    expect(isAmongFirst('b', twice)).toBe(true)
    ms = 60_001
    expect([1, 2, 3].map(() => isAmongFirst('a', twice))).toEqual([true, true, false])
  })
  it('are remembered of what is met again, however many others pass by', () => {
    const isAmongFirst = createFirstLooks(() => 0, 10)
    for (let n = 0; n < 3; n += 1) isAmongFirst('a', twice)
    for (let n = 0; n < 1_000; n += 1) {
      isAmongFirst(`other-${n}`, twice)
      if (n % 8 === 0) expect(isAmongFirst('a', twice)).toBe(false)
    }
  })
})
