import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsToDisclose, maskValue, valueOf, type FieldValues } from './fields'
import { isReversible, nextLicenceState, standingOn } from './standing'
import { validateLicenceType } from './validate-type'
import type { LicenceType } from './licence-type'
import { periodOf, remindDayOf } from './validity'

const load = (code: string): LicenceType => {
  const result = validateLicenceType(JSON.parse(readFileSync(join(__dirname, `../../../api/content/licence-types/${code}.json`), 'utf8')))
  if (!result.ok) throw new Error(code)
  return result.value
}
const driving = load('drivingLicence')
const idCard = load('residentIdCard')
const business = load('businessLicence')
const today = '2026-11-24'
const facts = (over = {}) => ({ state: 'valid', validFromDay: '2020-12-24', validToDay: '2026-12-24', ...over })

describe('standing of a licence', () => {
  it('is valid on its last day and expired on the next', () => {
    expect(standingOn(driving, facts({ validToDay: today }), today)).toMatchObject({ meaning: 'valid', daysLeft: 0, expiresSoon: true })
    expect(standingOn(driving, facts({ validToDay: '2026-11-23' }), today)).toMatchObject({ meaning: 'expired', legalWord: { zh: '逾期未换证' } })
  })
  it('carries the legal word of its type: a driving licence 暂扣, an ID card 挂失', () => {
    expect(standingOn(driving, facts({ state: 'withheld' }), today)).toMatchObject({ meaning: 'suspended', legalWord: { zh: '暂扣' } })
    expect(standingOn(idCard, facts({ state: 'lost' }), today)).toMatchObject({ meaning: 'lost', legalWord: { zh: '挂失' } })
  })
  it('is never valid in a state the type does not know', () => {
    expect(standingOn(driving, facts({ state: 'whatever' }), today)).toMatchObject({ meaning: 'unknown' })
  })
  it('is not yet valid before its first day', () => {
    expect(standingOn(driving, facts({ validFromDay: '2026-11-25' }), today)).toMatchObject({ meaning: 'notYetValid' })
  })
  it.each(['20261224', '2026-02-30', '长期', ''])('is unknown, never valid, where its last day is %j', (validToDay) => {
    expect(standingOn(driving, facts({ validToDay }), today)).toMatchObject({ meaning: 'unknown', daysLeft: null })
  })
  it('counts as ending soon from as many days before the last as the type says, and not a day earlier', () => {
    const soon = (days: number, today: string) => standingOn({ ...driving, validity: { kind: 'fromTo', reminderDays: days } }, facts(), today).expiresSoon
    expect([soon(90, '2026-09-24'), soon(90, '2026-09-25')]).toEqual([false, true])
    expect([soon(60, '2026-10-24'), soon(60, '2026-10-25')]).toEqual([false, true])
    expect([soon(0, '2026-12-23'), soon(0, '2026-12-24')]).toEqual([false, true])
    expect(remindDayOf(driving, facts())).toBe('2026-09-25')
  })
  it('is ended by no day, begun by none and never called for where the type has no period, whatever its library wrote down', () => {
    for (const given of [{ validToDay: '2020-01-01' }, { validFromDay: '2030-01-01' }, { validToDay: '长期' }, { validToDay: today }]) {
      expect(standingOn(business, facts(given), today)).toMatchObject({ meaning: 'valid', daysLeft: null, expiresSoon: false })
      expect(remindDayOf(business, facts(given))).toBeNull()
      expect(periodOf(business, facts(given))).toEqual({ validFromDay: null, validToDay: null })
    }
  })
  it.each(['20261224', '长期'])('is called for on no day where its last day is %j', (validToDay) => {
    expect(remindDayOf(driving, facts({ validToDay }))).toBeNull()
  })
  it('has no last day where the law gives none', () => {
    expect(standingOn(idCard, facts({ validToDay: null }), today)).toMatchObject({ meaning: 'valid', daysLeft: null, expiresSoon: false })
  })
  it('puts the legal state before the dates', () => {
    expect(standingOn(driving, facts({ state: 'revokedAsPenalty', validToDay: '2020-01-01' }), today)).toMatchObject({ meaning: 'revoked' })
  })
})

describe('moves of a licence', () => {
  it('go only where the type says', () => {
    expect(nextLicenceState(driving, 'withheld', 'giveBack')).toMatchObject({ ok: true, value: { to: 'valid' } })
    expect(nextLicenceState(driving, 'cancelled', 'giveBack')).toEqual({ ok: false, error: { state: 'cancelled', action: 'giveBack' } })
  })
  it('can be undone where a way leads back', () => {
    const move = (action: string) => driving.moves.find((candidate) => candidate.action === action)!
    expect(isReversible(driving, move('withhold'))).toBe(true)
    expect(isReversible(driving, move('revokeAsPenalty'))).toBe(false)
  })
  it('need two persons where the type says so', () => {
    expect(nextLicenceState(driving, 'valid', 'revokeAsPenalty')).toMatchObject({ value: { persons: 2 } })
  })
})

describe('fields', () => {
  it('leave only where chosen, known to the scene and allowed, in the order of the type', () => {
    const chosen = ['vehicleClass', 'name', 'photo', 'points']
    expect(fieldsToDisclose({ type: driving, chosen, scene: 'carRental', allowed: ['name', 'photo', 'vehicleClass', 'validTo', 'points'] })).toEqual([
      'name',
      'photo',
      'vehicleClass',
    ])
    expect(fieldsToDisclose({ type: driving, chosen, scene: 'hotelCheckIn', allowed: ['name'] })).toEqual([])
  })
  it('answer over 18 without showing the birth date', () => {
    const over18 = idCard.fields.find((field) => field.code === 'over18')!
    expect(valueOf(over18, { bornOn: '2008-11-24' }, today)).toBe('是')
    expect(valueOf(over18, { bornOn: '2008-11-25' }, today)).toBe('否')
    // Born on 29 February: of age on 1 March of a common year.
    expect(valueOf(over18, { bornOn: '2008-02-29' }, '2026-02-28')).toBe('否')
    expect(valueOf(over18, { bornOn: '2008-02-29' }, '2026-03-01')).toBe('是')
  })
  it.each<FieldValues>([{}, { bornOn: '' }, { bornOn: '20080101' }, { bornOn: '不详' }])('say nothing of somebody whose birth date is %j', (values) => {
    expect(
      valueOf(
        idCard.fields.find((field) => field.code === 'over18')!,
        values,
        today,
      ),
    ).toBe('')
  })
  it.each([
    ['990102199406120023', 'number', '990102********0023'],
    ['王小梅', 'name', '王**'],
    ['𬭎某', 'name', '𬭎*'],
    ['19900000001', 'phone', '199****0001'],
    ['C1', 'all', '**'],
  ] as const)('R26: masks %s as %s', (value, mask, masked) => {
    expect(maskValue(value, mask)).toBe(masked)
  })
})
