import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Capacity } from '@zsb/shared/principal'
import * as z from 'zod/mini'
import { JURISDICTIONS, jurisdictionOf, type BoundPermission } from './jurisdiction'
import { PermissionTable } from './permissions'

const permissions = z.parse(PermissionTable, JSON.parse(readFileSync(join(__dirname, '../../../content/access/permissions.json'), 'utf8')))
const bound = Object.keys(JURISDICTIONS) as BoundPermission[]
const whole = { relyingPartyCode: 'vehicleOffice', region: '990102' }
const office = { of: 'office', office: 'vehicleOffice' }
const region = { of: 'region', region: '990102' }

describe('R14: whose matters a member of staff answers for 管辖', () => {
  it.each(bound)('%s: exactly the capacities that the permission lets in have a rule', (permission) => {
    const withRule = Capacity.options.filter((capacity) => jurisdictionOf(permission, { capacity, ...whole }) !== null)
    expect(withRule.toSorted()).toEqual(permissions[permission]?.capacities.toSorted())
  })

  it.each([
    ['application.handle', 'clerk', office],
    ['application.handle', 'supervisor', office],
    ['application.handle', 'approver', office],
    ['complaint.handle', 'supervisor', office],
    ['complaint.handle', 'operator', { of: 'platform' }],
    ['objection.answer', 'supervisor', office],
    ['objection.answer', 'operator', { of: 'platform' }],
    ['rating.callBack', 'supervisor', office],
    ['rating.callBack', 'operator', { of: 'platform' }],
    ['deputy.manage', 'supervisor', office],
    ['licence.changeState', 'clerk', office],
    ['licence.changeState', 'supervisor', office],
    ['licence.changeState', 'approver', office],
    ['staffDevice.decide', 'supervisor', region],
  ] as const)('%s of a %s: %j', (permission, capacity, answer) => expect(jurisdictionOf(permission, { capacity, ...whole })).toEqual(answer))

  it('whoever lacks what his rule goes by answers for nothing, never for everything', () => {
    const lacking = [{}, { relyingPartyCode: '', region: '' }, { relyingPartyCode: undefined, region: undefined }]
    for (const permission of bound)
      for (const capacity of Capacity.options)
        for (const less of lacking) expect([null, { of: 'platform' }]).toContainEqual(jurisdictionOf(permission, { capacity, ...less }))
    expect(jurisdictionOf('complaint.handle', { capacity: 'supervisor', region: '990102' })).toBeNull()
    expect(jurisdictionOf('staffDevice.decide', { capacity: 'supervisor', relyingPartyCode: 'vehicleOffice' })).toBeNull()
  })

  it('a change of a licence is the office’s, else the region’s', () =>
    expect(jurisdictionOf('licence.changeState', { capacity: 'supervisor', region: '990102' })).toEqual(region))

  it.each(['constructor', '__proto__', 'toString', 'admin', ''])('a capacity nobody knows, «%s», answers for nothing', (capacity) => {
    for (const permission of bound) expect(jurisdictionOf(permission, { capacity: capacity as Capacity, ...whole })).toBeNull()
  })
})
