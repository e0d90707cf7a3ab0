import { Capacity } from '@zsb/shared/principal'
import * as z from 'zod/mini'
import { buildCitizen } from '../../../test-support/small-app'
import { createPolicy, PermissionTable } from './permissions'

const policy = createPolicy({
  'licence.read': { capacities: ['self'], level: 'registered', why: 'test' },
  'staff.self': { capacities: ['clerk'], why: 'test' },
})

describe('R14: the policy denies by default', () => {
  it.each(['licence.write', 'licence', 'LICENCE.READ', 'licence.read ', '*', '', 'public', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'a permission «%s» without a row refuses every capacity',
    (permission) => {
      for (const capacity of Capacity.options) expect(policy.refusal(permission, buildCitizen({ capacity }))).toBe('FORBIDDEN')
    },
  )

  it('a capacity a row does not name is refused, one nobody knows too', () => {
    for (const capacity of Capacity.options) {
      expect(policy.refusal('staff.self', buildCitizen({ capacity }))).toBe(capacity === 'clerk' ? null : 'FORBIDDEN')
    }
    for (const capacity of ['admin', 'Clerk', '', '*', 'constructor', undefined, null]) {
      expect(policy.refusal('staff.self', buildCitizen({ capacity: capacity as Capacity }))).toBe('FORBIDDEN')
    }
  })

  it('the level comes after the capacity, and the refusal names the next step', () => {
    expect(policy.refusal('licence.read', buildCitizen({ level: 'none' }))).toBe('REAL_NAME_REQUIRED')
    expect(policy.refusal('licence.read', buildCitizen({ level: 'registered' }))).toBeNull()
    expect(policy.refusal('licence.read', buildCitizen({ capacity: 'guardian', level: 'none' }))).toBe('FORBIDDEN')
  })

  it.each([
    ['no capacity', { 'a.b': { capacities: [], why: 'w' } }],
    ['a capacity nobody has', { 'a.b': { capacities: ['admin'], why: 'w' } }],
    ['a level nobody knows', { 'a.b': { capacities: ['self'], level: 'full', why: 'w' } }],
    ['no reason', { 'a.b': { capacities: ['self'] } }],
    ['something more', { 'a.b': { capacities: ['self'], why: 'w', everybody: true } }],
  ])('a row with %s stops the start', (_what, table) => {
    expect(z.safeParse(PermissionTable, table).success).toBe(false)
  })
})
