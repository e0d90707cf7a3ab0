import type { Verdict } from '@zsb/shared/verification'
import { CLEAR_AFTER_MS, holdOf, nextVerifyStage, type VerifyStage } from './verify.flow'

const stamp = { reason: 'ok', receipt: 'HY-1124-ABCDEF-X', checkedAt: '2026-11-24T06:00:00.000Z' }
const words = { zh: '机动车驾驶证', en: 'Driving licence' }
const valid: Extract<Verdict, { verdict: 'valid' }> = {
  verdict: 'valid',
  ...stamp,
  licenceType: 'drivingLicence',
  licenceName: words,
  id: 'A'.repeat(22),
  fields: [{ code: 'name', zh: '姓名', en: 'Name', kind: 'text', value: '王小梅' }],
  legalWord: { zh: '有效', en: 'Valid' },
  remarked: false,
  status: { asOf: stamp.checkedAt, ageSeconds: 3, fresh: true },
  identityMatch: 'needed',
  shownBy: 'self',
  contestableUntil: '2026-11-24T06:02:00.000Z',
  contested: false,
}
const other = 'B'.repeat(22)
const checking: VerifyStage = { at: 'checking', code: 'x', key: 'k1', method: 'camera' }
const showing = (verdict: Verdict): VerifyStage => ({ at: 'verdict', verdict, code: 'x', clearsAt: CLEAR_AFTER_MS })
const shown = showing(valid)
const answered = showing({ ...valid, identityMatch: 'consistent' })
const scan = { type: 'scanned', code: 'y', key: 'k2', method: 'scanner' } as const
const problem = { code: 'NETWORK', zh: '', en: '' }

describe('the counter’s screen 核验', () => {
  it('checks one code at a time', () => {
    expect(nextVerifyStage(checking, scan)).toBe(checking)
  })
  it('drops the answer to an older question', () => {
    expect(nextVerifyStage(checking, { type: 'answered', key: 'k0', verdict: valid, now: 0 })).toBe(checking)
  })
  it('R30: clears a result after 60 seconds and not before', () => {
    expect(nextVerifyStage(answered, { type: 'tick', now: CLEAR_AFTER_MS - 1 })).toBe(answered)
    expect(nextVerifyStage(answered, { type: 'tick', now: CLEAR_AFTER_MS })).toEqual({ at: 'ready' })
  })
  it('keeps the code and its key for another try when no answer came', () => {
    const failed = nextVerifyStage(checking, { type: 'failed', key: 'k1', problem })
    expect(failed).toMatchObject({ at: 'failed', code: 'x', key: 'k1' })
  })
  it('R31: shows a verdict that comes after the clerk gave up waiting: its code may be used up', () => {
    const failed = nextVerifyStage(checking, { type: 'failed', key: 'k1', problem })
    expect(nextVerifyStage(failed, { type: 'answered', key: 'k1', verdict: valid, now: 0 })).toMatchObject({ at: 'verdict', verdict: { id: valid.id } })
  })
})

describe('R32: the question 人证一致', () => {
  it('is put away by no next code and by no button', () => {
    expect(holdOf(shown)).toBe('unanswered')
    expect(nextVerifyStage(shown, scan)).toBe(shown)
    expect(nextVerifyStage(shown, { type: 'clear' })).toBe(shown)
  })
  it.each(['consistent', 'inconsistent', 'undecided'] as const)('once answered %s, lets the next code in', (match) => {
    const done = nextVerifyStage(shown, { type: 'matched', id: valid.id, match })
    expect(holdOf(done)).toBeNull()
    expect(nextVerifyStage(done, scan)).toMatchObject({ at: 'checking', code: 'y' })
  })
  it('that nobody answered in time is said, with the receipt', () => {
    expect(nextVerifyStage(shown, { type: 'tick', now: CLEAR_AFTER_MS })).toEqual({ at: 'ready', unconfirmed: stamp.receipt })
  })
  it('is answered for the very person it was asked about: a late answer says nothing of the next', () => {
    const next = showing({ ...valid, id: other })
    for (const event of [
      { type: 'saying', id: valid.id, match: 'consistent' },
      { type: 'matched', id: valid.id, match: 'consistent' },
      { type: 'matchFailed', id: valid.id, problem },
    ] as const)
      expect(nextVerifyStage(next, event)).toBe(next)
  })
  it('stays open with its reason when the answer did not arrive', () => {
    const saying = nextVerifyStage(shown, { type: 'saying', id: valid.id, match: 'consistent' })
    expect(saying).toMatchObject({ saying: 'consistent' })
    const failed = nextVerifyStage(saying, { type: 'matchFailed', id: valid.id, problem })
    expect(failed).toMatchObject({ saying: undefined, matchProblem: problem, verdict: { identityMatch: 'needed' } })
  })
})

describe('R32: 不是我', () => {
  const contested = nextVerifyStage(answered, { type: 'contested', id: valid.id })
  it('turns only the very verdict red', () => {
    expect(nextVerifyStage(answered, { type: 'contested', id: other })).toBe(answered)
    expect(contested).toMatchObject({ verdict: { contested: true } })
  })
  it('stays until it is put away, without what was shown of the person (R30)', () => {
    expect(contested).toMatchObject({ clearsAt: null, verdict: { fields: [] } })
    expect(nextVerifyStage(contested, { type: 'tick', now: 10 * CLEAR_AFTER_MS })).toBe(contested)
    expect(nextVerifyStage(contested, scan)).toBe(contested)
    expect(nextVerifyStage(contested, { type: 'clear' })).toEqual({ at: 'ready' })
  })
  it('heard twice changes nothing', () => {
    expect(nextVerifyStage(contested, { type: 'contested', id: valid.id })).toBe(contested)
  })
  it('heard before the verdict arrived, shows no field either', () => {
    const late = nextVerifyStage(checking, { type: 'answered', key: 'k1', verdict: { ...valid, contested: true }, now: 0 })
    expect(late).toMatchObject({ clearsAt: null, verdict: { contested: true, fields: [] } })
  })
})

describe('a forged code', () => {
  const forged = nextVerifyStage(checking, { type: 'answered', key: 'k1', verdict: { verdict: 'forged', ...stamp }, now: 0 })
  it('stays on the screen, as its next steps ask, until the clerk puts it away', () => {
    expect(nextVerifyStage(forged, { type: 'tick', now: 10 * CLEAR_AFTER_MS })).toBe(forged)
    expect(nextVerifyStage(forged, scan)).toBe(forged)
    expect(nextVerifyStage(forged, { type: 'clear' })).toEqual({ at: 'ready' })
  })
})
