import { createKeyMemory } from './key-memory'

const START = Date.parse('2026-11-26T02:00:00Z')
const ask = (code: string, over = {}) => ({ code, scene: 'vehicleOffice', purpose: 'identifyForService', method: 'camera' as const, ...over })
const after = (ms: number) => new Date(START + ms)

describe('R16: the memory of keys', () => {
  it('lets a key come again with its own code and with no other, for its time', () => {
    const keys = createKeyMemory({ lifeMs: 60_000 })
    expect(keys.fits({ key: 'a', asked: ask('one'), at: after(0) })).toBe(true)
    expect(keys.fits({ key: 'a', asked: ask('one'), at: after(30_000) })).toBe(true)
    expect(keys.fits({ key: 'a', asked: ask('two'), at: after(30_000) })).toBe(false)
    expect(keys.fits({ key: 'b', asked: ask('two'), at: after(30_000) })).toBe(true)
    expect(keys.fits({ key: 'a', asked: ask('two'), at: after(60_000) })).toBe(false)
    expect(keys.fits({ key: 'a', asked: ask('two'), at: after(60_001) })).toBe(true)
    expect(keys.fits({ key: 'a', asked: ask('one'), at: after(60_002) })).toBe(false)
  })

  it.each([{ scene: 'carRental' }, { purpose: 'other' }, { method: 'typed' as const }])('does not take %j for the same question', (over) => {
    const keys = createKeyMemory({ lifeMs: 60_000 })
    expect(keys.fits({ key: 'a', asked: ask('one'), at: after(0) })).toBe(true)
    expect(keys.fits({ key: 'a', asked: ask('one', over), at: after(1) })).toBe(false)
    expect(keys.fits({ key: 'a', asked: ask('one'), at: after(2) })).toBe(true)
  })

  it('keeps a key its whole time, however the generations fall', () => {
    const keys = createKeyMemory({ lifeMs: 60_000 })
    keys.fits({ key: 'first', asked: ask('x'), at: after(0) })
    keys.fits({ key: 'a', asked: ask('one'), at: after(59_000) })
    for (let second = 60; second <= 119; second++) {
      keys.fits({ key: `other ${second}`, asked: ask('x'), at: after(second * 1_000) })
      expect(keys.fits({ key: 'a', asked: ask('two'), at: after(second * 1_000) })).toBe(false)
    }
  })

  it('does not grow: neither with time nor with a flood', () => {
    const keys = createKeyMemory({ lifeMs: 60_000, most: 10 })
    for (let scan = 0; scan < 1_000; scan++) keys.fits({ key: `key ${scan}`, asked: ask('x'.repeat(2_048)), at: after(scan) })
    expect(keys.size()).toBeLessThanOrEqual(20)
    keys.fits({ key: 'later', asked: ask('x'), at: after(200_000) })
    keys.fits({ key: 'last', asked: ask('x'), at: after(400_000) })
    expect(keys.size()).toBeLessThanOrEqual(2)
  })
})
