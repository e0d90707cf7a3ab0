import type { PresentationState, PresentationView, UseNotice } from '@zsb/shared/presentation'
import { BEGINNING, initialFields, nextStage, secondsLeft, secondsToContest, shouldRenew, toggleField, type PresentStage } from './present.flow'

const at = '2026-11-24T06:00:00.000Z'
const view: PresentationView = {
  id: 'A'.repeat(22),
  code: 'https://x/v#y',
  shortCode: '123456789012',
  issuedAt: at,
  expiresAt: '2026-11-24T06:01:00.000Z',
  renewAfter: '2026-11-24T06:00:48.000Z',
  serverTime: at,
}
const words = { zh: '车管所', en: 'Vehicle office' }
const notice: UseNotice = {
  useId: view.id,
  at,
  relyingParty: { code: 'x', ...words },
  counter: words,
  scene: words,
  purpose: words,
  licenceName: words,
  fields: [],
  contestableUntil: '2026-11-24T06:02:00.000Z',
  contested: false,
}
const state = (over: Partial<PresentationState> = {}): PresentationState => ({ id: view.id, state: 'live', use: null, refused: null, serverTime: at, ...over })
const showing: PresentStage = { at: 'showing', live: view, codes: [view.id], refused: null }

describe('showing a licence 亮证', () => {
  it('shows the code that was issued', () => {
    expect(nextStage(BEGINNING, { type: 'issued', view })).toEqual(showing)
  })
  it('says at once that the code was used, and by whom', () => {
    expect(nextStage(showing, { type: 'state', state: state({ state: 'used', use: notice }) })).toEqual({ at: 'used', notice })
  })
  it('stays used when a renewal arrives late', () => {
    expect(nextStage({ at: 'used', notice }, { type: 'issued', view })).toEqual({ at: 'used', notice })
  })
  it('keeps the code that still lives when a renewal fails', () => {
    const failed = nextStage(showing, { type: 'failed', problem: { code: 'OFFLINE', zh: '', en: '' } })
    expect(failed).toEqual(showing)
  })
  it('never keeps an old code on the screen after its end', () => {
    expect(nextStage(showing, { type: 'expired' })).toEqual({ at: 'preparing', codes: [view.id] })
  })
  it('hears of a use while the next code is being made, also of a code given up for other fields', () => {
    const used = { type: 'state', state: state({ state: 'used', use: notice }) } as const
    for (const event of [{ type: 'expired' }, { type: 'start' }] as const) {
      expect(nextStage(nextStage(showing, event), used)).toEqual({ at: 'used', notice })
    }
  })
  it('lets no late answer about a used code hide the new one', () => {
    const again = nextStage(nextStage({ at: 'used', notice }, { type: 'start' }), { type: 'issued', view: { ...view, id: 'C'.repeat(22) } })
    expect(nextStage(again, { type: 'state', state: state({ state: 'used', use: notice }) })).toBe(again)
  })
  it('goes on with the same showing after a failure', () => {
    const problem = { code: 'NETWORK', zh: '', en: '' }
    const failed = nextStage(nextStage(showing, { type: 'expired' }), { type: 'failed', problem })
    expect(failed).toEqual({ at: 'failed', problem, codes: [view.id] })
    expect(nextStage(failed, { type: 'retry' })).toEqual({ at: 'preparing', codes: [view.id] })
  })
  it('tells that a counter asked under another scene, and goes on showing', () => {
    const refused = { at, verdict: 'wrongScene', relyingParty: words }
    expect(nextStage(showing, { type: 'state', state: state({ refused }) })).toEqual({ ...showing, refused })
  })
  it('ignores the state of a code that is no longer on the screen', () => {
    expect(nextStage(showing, { type: 'state', state: state({ id: 'B'.repeat(22), refused: { at, verdict: 'x', relyingParty: words } }) })).toEqual(showing)
  })
  it('counts whole seconds by the given clock and never below zero', () => {
    expect(secondsLeft(view, new Date('2026-11-24T06:00:12.300Z'))).toBe(48)
    expect(secondsLeft(view, new Date('2026-11-24T06:05:00.000Z'))).toBe(0)
  })
  it('asks for the next code 12 seconds before the end', () => {
    expect(shouldRenew(view, new Date('2026-11-24T06:00:47.999Z'))).toBe(false)
    expect(shouldRenew(view, new Date('2026-11-24T06:00:48.000Z'))).toBe(true)
  })
  it('marks a use as contested', () => {
    expect(nextStage({ at: 'used', notice }, { type: 'contested' })).toEqual({ at: 'used', notice: { ...notice, contested: true } })
  })
  it('lets the holder contest for two minutes, once', () => {
    expect(secondsToContest(notice, new Date('2026-11-24T06:01:59.100Z'))).toBe(1)
    expect(secondsToContest({ ...notice, contested: true }, new Date(at))).toBe(0)
  })
  it('starts with the required fields only, and lets optional ones be added and taken away', () => {
    const preset = { required: ['name'], optional: ['photo'] }
    expect(initialFields(preset)).toEqual(['name'])
    expect(toggleField(['name'], 'photo', preset)).toEqual(['name', 'photo'])
    expect(toggleField(['name', 'photo'], 'photo', preset)).toEqual(['name'])
    expect(toggleField(['name'], 'name', preset)).toEqual(['name'])
  })
})
