import type { WindowLookupView } from '@zsb/shared/holder'
import { CHECKS, CLAIM_CLEAR_AFTER_MS, mayConfirm, nextClaimStage, parseWindowCode, type ClaimStage } from './claim.flow'

const claim: WindowLookupView = { name: 'NOVAK PETR', documentType: 'passport', number: 'X99000001', expiresAt: '2026-11-24T06:15:00.000Z' }
const comparing = nextClaimStage({ at: 'code' }, { type: 'found', code: '12345678', claim, now: 0 })
const ticked = (stage: ClaimStage) => CHECKS.reduce<ClaimStage>((so, check) => nextClaimStage(so, { type: 'ticked', check, now: 0 }), stage)

describe('one person at the window 窗口实名', () => {
  it('is confirmed only after document, claim and person were each looked at', () => {
    expect(mayConfirm(comparing)).toBe(false)
    for (const check of CHECKS) expect(mayConfirm(nextClaimStage(ticked(comparing), { type: 'ticked', check, now: 0 }))).toBe(false)
    expect(mayConfirm(ticked(comparing))).toBe(true)
  })
  it('begins anew with nothing ticked', () => {
    expect(mayConfirm(nextClaimStage(ticked(comparing), { type: 'found', code: '87654321', claim, now: 0 }))).toBe(false)
  })
  it('R30: leaves the screen when nobody touches it, and says that the code is not spent', () => {
    expect(nextClaimStage(comparing, { type: 'tick', now: CLAIM_CLEAR_AFTER_MS - 1 })).toBe(comparing)
    expect(nextClaimStage(comparing, { type: 'tick', now: CLAIM_CLEAR_AFTER_MS })).toEqual({ at: 'cleared' })
    const touched = nextClaimStage(comparing, { type: 'ticked', check: 'claim', now: 60_000 })
    expect(nextClaimStage(touched, { type: 'tick', now: CLAIM_CLEAR_AFTER_MS })).toBe(touched)
  })
  it('takes a late answer for nobody but the person it was about', () => {
    const confirmed = { nameMasked: 'N*********', level: 'confirmed', merged: false } as const
    const next = nextClaimStage(comparing, { type: 'found', code: '87654321', claim, now: 0 })
    expect(nextClaimStage(next, { type: 'confirmed', code: '12345678', confirmed })).toBe(next)
    expect(nextClaimStage(next, { type: 'refused', code: '12345678' })).toBe(next)
    expect(nextClaimStage(comparing, { type: 'confirmed', code: '12345678', confirmed })).toEqual({ at: 'confirmed', confirmed })
  })
})

describe('the eight digits', () => {
  it.each([
    ['12345678', '12345678'],
    ['1234 5678', '12345678'],
    ['1234-5678', '12345678'],
    ['1234567', null],
    ['123456789012', null],
    ['https://zsb.example/v#x', null],
  ])('%s is read as %s', (text, code) => expect(parseWindowCode(text)).toBe(code))
})
