import type { DoorVerdict } from '@zsb/shared/health-code'
import { CLEAR_AFTER_MS, invitationCodeOf, lookOf, nextDoorStage, READY, type DoorStage } from './door.flow'

const green: DoorVerdict = {
  verdict: 'colour',
  colour: 'green',
  nameMasked: '王**',
  photo: null,
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
    expect(nextDoorStage(verdict, { type: 'tick', now: CLEAR_AFTER_MS })).toEqual(READY)
    expect(scan(verdict, 'k2')).toMatchObject({ at: 'checking', key: 'k2' })
  })
  it('has a look for each colour and for each code that tells none', () => {
    expect(lookOf(green)).toBe('green')
    expect(lookOf({ verdict: 'used', checkedAt: green.checkedAt })).toBe('used')
  })
  it('finds the code of an invitation at the end of what was opened or scanned', () => {
    const code = 'Vt8Qm2Zr5Lx0Kc7Hy3Nw9A'
    for (const text of [code, `https://zsb.example/g#${code}`, `https://zsb.example/#/x?code=${code} `]) expect(invitationCodeOf(text)).toBe(code)
    for (const text of ['', `${code}9`, 'https://zsb.example/v#a.b.c']) expect(invitationCodeOf(text)).toBeNull()
  })
})
