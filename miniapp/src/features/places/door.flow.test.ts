import { CLEAR_AFTER_MS, DOOR_LOOK, invitationCodeOf, LOCK_AFTER_MS, lookOf, nextDoorStage, ready, type DoorStage, type Shown } from './door.flow'

const READY = ready(0)
const green: Shown = {
  by: 'server',
  verdict: 'colour',
  colour: 'green',
  nameMasked: '王**',
  photo: null,
  printed: false,
  checkedAt: '2026-11-23T06:00:00.000Z',
  visitId: 'v',
  repeated: false,
}
const scan = (stage: DoorStage, key: string) => nextDoorStage(stage, { type: 'scanned', code: 'c', key, method: 'camera' })
const answer = (stage: DoorStage, key: string) => nextDoorStage(stage, { type: 'answered', key, verdict: green, now: 0 })

describe('a guard’s screen', () => {
  it('asks one question at a time, and drops the answer to an older one', () => {
    const checking = scan(READY, 'k1')
    expect(scan(checking, 'k2')).toBe(checking)
    expect(answer(checking, 'k0')).toBe(checking)
    expect(answer(checking, 'k1')).toMatchObject({ at: 'verdict' })
  })
  it('clears by itself after ten seconds, and sooner for the next person', () => {
    const verdict = answer(scan(READY, 'k1'), 'k1')
    expect(nextDoorStage(verdict, { type: 'tick', now: CLEAR_AFTER_MS - 1 })).toBe(verdict)
    expect(nextDoorStage(verdict, { type: 'tick', now: CLEAR_AFTER_MS })).toEqual(ready(CLEAR_AFTER_MS))
    expect(scan(verdict, 'k2')).toMatchObject({ at: 'checking', key: 'k2' })
  })
  it('has a look for each colour and for each code that tells none', () => {
    expect(lookOf(green)).toBe('green')
    expect(lookOf({ by: 'server', verdict: 'used', checkedAt: green.checkedAt })).toBe('used')
  })
  it('without network never looks or sounds as if a colour were known', () => {
    for (const verdict of ['genuine', 'genuinePrinted', 'twice'] as const) {
      const { tone, feedback } = DOOR_LOOK[lookOf({ by: 'phone', verdict, checkedAt: green.checkedAt })]
      expect([tone, feedback]).toEqual(['warn', 'unsure'])
    }
  })
  it('R30: locks after five minutes in which nobody came, and scans nothing until it is opened', () => {
    expect(nextDoorStage(READY, { type: 'tick', now: LOCK_AFTER_MS - 1 })).toBe(READY)
    const locked = nextDoorStage(READY, { type: 'tick', now: LOCK_AFTER_MS })
    expect(locked).toEqual({ at: 'locked' })
    expect(scan(locked, 'k1')).toBe(locked)
    expect(nextDoorStage(locked, { type: 'clear', now: LOCK_AFTER_MS + 1 })).toEqual(ready(LOCK_AFTER_MS + 1))
  })
  it('finds the code of an invitation at the end of what was opened or scanned', () => {
    const code = 'Vt8Qm2Zr5Lx0Kc7Hy3Nw9A'
    for (const text of [code, `https://zsb.example/g#${code}`, `https://zsb.example/#/x?code=${code} `]) expect(invitationCodeOf(text)).toBe(code)
    for (const text of ['', `${code}9`, 'https://zsb.example/v#a.b.c']) expect(invitationCodeOf(text)).toBeNull()
  })
})
