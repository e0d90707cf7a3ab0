import { createRation } from './ration'

const BUSY = { isLate: false, utilisation: 0.9 }
const CALM = { isLate: false, utilisation: 0.2 }

function openRation() {
  let atMs = 0
  let verifying = 0
  const ration = createRation({ verifying: () => verifying, nowMs: () => atMs })
  return {
    ration,
    verify: (count: number) => void (verifying = count),
    pass: (ms: number) => void (atMs += ms),
    look: (state: typeof BUSY, times = 1) => {
      for (let i = 0; i < times; i++) ration.note(state)
    },
  }
}

describe('R23: the ration of other requests', () => {
  it('is for times when many verify: a few leave everybody free, however busy it is', () => {
    const { ration, verify, look } = openRation()
    verify(7)
    look(BUSY, 20)
    expect(ration.isRationed()).toBe(false)
    expect(ration.mayBegin(1_000)).toBe(true)
    verify(8)
    expect(ration.isRationed()).toBe(true)
  })
  it('is one at a time, followed by nine times as much rest, at most a second', () => {
    const { ration, verify, look, pass } = openRation()
    verify(8)
    look(BUSY)
    expect([ration.mayBegin(0), ration.mayBegin(1)]).toEqual([true, false])
    ration.spend(50)
    pass(449)
    expect(ration.mayBegin(0)).toBe(false)
    pass(1)
    expect(ration.mayBegin(0)).toBe(true)
    ration.spend(5_000)
    pass(1_000)
    expect(ration.mayBegin(0)).toBe(true)
  })
  it('grows while there is time, without rest, and shrinks when there is none or verifications are late', () => {
    const { ration, verify, look } = openRation()
    verify(8)
    look(CALM, 15)
    ration.spend(1_000)
    expect([ration.mayBegin(7), ration.mayBegin(8)]).toEqual([true, false])
    look({ ...CALM, isLate: true })
    expect([ration.mayBegin(3), ration.mayBegin(4)]).toEqual([true, false])
    look(BUSY)
    expect([ration.mayBegin(1), ration.mayBegin(2)]).toEqual([true, false])
  })
  it('ends a second after the last time many verified, and begins with one again', () => {
    const { ration, verify, look } = openRation()
    verify(8)
    look(CALM, 20)
    verify(0)
    look(CALM, 9)
    expect(ration.isRationed()).toBe(true)
    look(CALM)
    expect(ration.isRationed()).toBe(false)
    look(CALM, 20)
    verify(8)
    expect([ration.mayBegin(0), ration.mayBegin(1)]).toEqual([true, false])
  })
})
