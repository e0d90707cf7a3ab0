import { buildColour, buildHealthCode, riskArea } from '../../../test/health'
import { BEGINNING, hasChanged, isPassing, nextStage, shouldRenew, shownOfflineUntil, toLastColour, type CodeStage } from './code.flow'

const at = (instant: string) => new Date(instant)
const view = buildHealthCode({
  code: { id: 'c', text: 'x', expiresAt: '2026-11-23T06:01:00.000Z', renewAfter: '2026-11-23T06:00:50.000Z' },
  serverTime: '2026-11-23T06:00:00.000Z',
})
const last = { colour: 'green', until: null, nameMasked: '王**', at: '2026-11-23T06:00:00.000Z' } as const
const NETWORK = { code: 'NETWORK', zh: '网络断了', en: 'x' }
const showing = nextStage(BEGINNING, { type: 'issued', view })
const failing = (stage: CodeStage, now: string, problem = NETWORK) => nextStage(stage, { type: 'failed', problem, last, now: at(now) })

describe('the screen 健康码', () => {
  it('is renewed before its end, and shows no code once it has ended', () => {
    expect(shouldRenew(view, at('2026-11-23T06:00:49.999Z'))).toBe(false)
    expect(shouldRenew(view, at('2026-11-23T06:00:50.000Z'))).toBe(true)
    expect(nextStage(showing, { type: 'tick', now: at('2026-11-23T06:00:59.999Z') })).toBe(showing)
    expect(nextStage(showing, { type: 'tick', now: at('2026-11-23T06:01:00.000Z') })).toMatchObject({ at: 'showing', isOver: true })
  })
  it('keeps a code that still lives when its renewal fails; then only the last colour is left without network', () => {
    expect(failing(showing, '2026-11-23T06:00:55.000Z')).toBe(showing)
    expect(failing(showing, '2026-11-23T06:01:00.000Z')).toEqual({ at: 'offline', last })
    expect(failing(showing, '2026-11-23T06:01:00.000Z', { ...NETWORK, code: 'OVERLOADED' })).toMatchObject({ at: 'failed' })
  })
  it('may show the last colour for 15 minutes from when the server said it, masked', () => {
    expect(toLastColour(view)).toEqual(last)
    expect(toLastColour(buildHealthCode({ colour: buildColour({ colour: null, missing: 'notDeclared' }) }))).toBeNull()
    expect(shownOfflineUntil(last)).toEqual(at('2026-11-23T06:15:00.000Z'))
    expect(shownOfflineUntil({ ...last, until: '2026-11-23T06:05:00.000Z' })).toEqual(at('2026-11-23T06:05:00.000Z'))
  })
  it('shows nothing without network past that time, nor by a clock that was put back', () => {
    expect(failing(BEGINNING, '2026-11-23T06:14:59.999Z')).toEqual({ at: 'offline', last })
    expect(failing(BEGINNING, '2026-11-23T06:15:00.000Z')).toEqual({ at: 'offline', last: null })
    expect(failing(BEGINNING, '2026-11-23T05:59:59.999Z')).toEqual({ at: 'offline', last: null })
  })
  it('asks again by itself after a refusal that passes, and not after one that does not', () => {
    expect(['OVERLOADED', 'RATE_LIMITED', 'INTERNAL'].map((code) => isPassing({ ...NETWORK, code }))).toEqual([true, true, true])
    expect(['HEALTH_CODE_OFF', 'HEALTH_PERSON_REFUSED'].map((code) => isPassing({ ...NETWORK, code }))).toEqual([false, false])
  })
  it('is told anew when colour, end or reason are others, not when it was looked at again', () => {
    const colour = buildColour()
    expect(hasChanged(colour, { ...colour, assessedAt: '2026-11-23T06:10:00.000Z' })).toBe(false)
    expect(hasChanged(colour, buildColour({ colour: 'yellow', fired: [riskArea] }))).toBe(true)
    expect(hasChanged(buildColour({ fired: [riskArea] }), buildColour({ fired: [{ ...riskArea, rule: 'other' }] }))).toBe(true)
  })
})
