import { inOrder, partIn } from './kind'

describe('what a reader may do with what two people sign', () => {
  it('is to sign what waits, to take back his own, and else to read', () => {
    expect(partIn({ state: 'pending', mine: false })).toBe('sign')
    expect(partIn({ state: 'pending', mine: true })).toBe('takeBack')
    for (const state of ['done', 'refused', 'overtaken', 'expired'] as const) expect(partIn({ state, mine: false })).toBe('read')
  })
  it('begins with what waits for him', () => {
    const all = [
      { id: 'done', state: 'done', mine: false },
      { id: 'mine', state: 'pending', mine: true },
      { id: 'waits', state: 'pending', mine: false },
    ]
    expect(inOrder(all).map(({ id }) => id)).toEqual(['waits', 'done', 'mine'])
  })
})
