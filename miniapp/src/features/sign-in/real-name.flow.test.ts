import type { FaceCheckResult, RealNameResult } from '@zsb/shared/holder'
import { nextRealNameStage, stageOf, type RealNameStage } from './real-name.flow'

const claim = { name: '王小梅', documentType: 'residentId', number: '990102199003070023' } as const
const said = { zh: '说明', en: 'words' }
const result = (over: Partial<RealNameResult>): RealNameResult => ({ outcome: 'passed', level: 'registered', merged: false, ...said, ...over })
const face = (over: Partial<FaceCheckResult>): FaceCheckResult => ({ ...result({}), state: 'passed', level: 'confirmed', ...over })
const atFace: RealNameStage = { at: 'face', ticket: 't', url: 'https://face.example', expiresAt: '2099-01-01T00:00:00Z', said: null }

describe('real-naming 实名认证', () => {
  it('begins where the level stands', () => {
    const at = (level: 'none' | 'registered' | 'confirmed', again = false) => stageOf({ level, again }).at
    expect([at('none'), at('registered'), at('confirmed')]).toEqual(['claim', 'choose', 'done'])
    // Seen once more, as proof of who one is.
    expect(at('confirmed', true)).toBe('choose')
  })
  it.each(['mismatch', 'notOnRecord', 'deceased', 'underage', 'legacyNumber', 'numberWrong'] as const)(
    'stays on the form when the check says %s',
    (outcome) => {
      expect(nextRealNameStage({ at: 'claim', said: null }, { type: 'checked', result: result({ outcome, level: 'none' }), claim })).toEqual({
        at: 'claim',
        said: { outcome, ...said },
      })
    },
  )
  it('asks nobody again for what is on record, when the page opened with what was known before', () => {
    expect(nextRealNameStage({ at: 'claim', said: null }, { type: 'level', level: 'registered' }).at).toBe('choose')
    expect(nextRealNameStage({ at: 'claim', said: null }, { type: 'level', level: 'none' }).at).toBe('claim')
    expect(nextRealNameStage(atFace, { type: 'level', level: 'registered' })).toBe(atFace)
    expect(nextRealNameStage(atFace, { type: 'level', level: 'confirmed' }).at).toBe('done')
  })
  it('is done at once when joining an account that was confirmed', () => {
    expect(nextRealNameStage({ at: 'claim', said: null }, { type: 'checked', result: result({ level: 'confirmed', merged: true }), claim }).at).toBe('done')
  })
  it('waits while the face check is pending, and never takes a failed or expired one for passed', () => {
    expect(nextRealNameStage(atFace, { type: 'faceAnswered', result: face({ state: 'pending' }) })).toBe(atFace)
    for (const state of ['failed', 'expired'] as const) expect(nextRealNameStage(atFace, { type: 'faceAnswered', result: face({ state }) }).at).toBe('choose')
    expect(nextRealNameStage(atFace, { type: 'faceAnswered', result: face({ level: 'registered' }) }).at).toBe('choose')
    expect(nextRealNameStage(atFace, { type: 'faceAnswered', result: face({}) }).at).toBe('done')
  })
  it('ignores a face result that comes after the person chose the window', () => {
    const window: RealNameStage = { at: 'window', code: '12345678', expiresAt: '2099-01-01T00:00:00Z', claim: null }
    expect(nextRealNameStage(window, { type: 'faceAnswered', result: face({}) })).toBe(window)
  })
})
