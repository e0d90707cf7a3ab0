import type { Verdict } from '@zsb/shared/verification'
import { CLEAR_AFTER_MS, nextVerifyStage, type VerifyStage } from './verify.flow'

const stamp = { reason: 'ok', receipt: 'HY-1124-ABCDEF-X', checkedAt: '2026-11-24T06:00:00.000Z' }
const words = { zh: '机动车驾驶证', en: 'Driving licence' }
const valid: Verdict = {
  verdict: 'valid',
  ...stamp,
  licenceType: 'drivingLicence',
  licenceName: words,
  id: 'A'.repeat(22),
  fields: [],
  legalWord: { zh: '有效', en: 'Valid' },
  status: { asOf: stamp.checkedAt, ageSeconds: 3, fresh: true },
  identityMatch: 'needed',
  shownBy: 'self',
  contestableUntil: '2026-11-24T06:02:00.000Z',
  contested: false,
}
const checking: VerifyStage = { at: 'checking', code: 'x', key: 'k1', method: 'camera' }
const shown: VerifyStage = { at: 'verdict', verdict: valid, clearsAt: CLEAR_AFTER_MS }

describe('the counter’s screen 核验', () => {
  it('checks one code at a time', () => {
    expect(nextVerifyStage(checking, { type: 'scanned', code: 'y', key: 'k2', method: 'scanner' })).toBe(checking)
  })
  it('drops the answer to an older question', () => {
    expect(nextVerifyStage(checking, { type: 'answered', key: 'k0', verdict: valid, now: 0 })).toBe(checking)
  })
  it('R30: clears a result after 60 seconds and not before', () => {
    expect(nextVerifyStage(shown, { type: 'tick', now: CLEAR_AFTER_MS - 1 })).toBe(shown)
    expect(nextVerifyStage(shown, { type: 'tick', now: CLEAR_AFTER_MS })).toEqual({ at: 'ready' })
  })
  it('R32: turns red when the holder says 不是我, and only for that code', () => {
    expect(nextVerifyStage(shown, { type: 'contested', id: 'B'.repeat(22) })).toEqual(shown)
    expect(nextVerifyStage(shown, { type: 'contested', id: valid.id })).toMatchObject({ verdict: { contested: true } })
  })
  it('keeps the code and its key for another try when no answer came', () => {
    const failed = nextVerifyStage(checking, { type: 'failed', key: 'k1', problem: { code: 'NETWORK', zh: '', en: '' } })
    expect(failed).toMatchObject({ at: 'failed', code: 'x', key: 'k1' })
  })
})
