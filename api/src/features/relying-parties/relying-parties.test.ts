import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Scene } from '@zsb/shared/licence'
import type { RelyingParty } from '@zsb/shared/relying-party'
import type { Principal } from '../../platform/http/principal'
import { createRelyingPartyService } from './relying-parties.service'

const read = <T>(path: string) => JSON.parse(readFileSync(join(__dirname, '../../../content', path), 'utf8')) as T
const rental = read<RelyingParty>('relying-parties/carRental.json')
const scene = read<Scene>('scenes/carRental.json')
const service = (over: Partial<RelyingParty> = {}) =>
  createRelyingPartyService({
    content: { relyingParty: (code) => (code === 'carRental' ? { ...rental, ...over } : null), scene: (code) => (code === 'carRental' ? scene : null) },
    findCounter: async (staffId) => (staffId === 'ST1' ? { zh: '取车台', en: 'Pick-up desk' } : null),
  })
const staff: Principal = {
  personId: 'P',
  capacity: 'relyingParty',
  subjectId: 'P',
  level: 'confirmed',
  sessionId: 'S',
  deviceId: 'D',
  staffId: 'ST1',
  relyingPartyCode: 'carRental',
}

describe('what a counter may ask 用证单位登记', () => {
  it('is its own scenes with their registered purposes, and no others', async () => {
    const policy = await service().counterPolicy(staff)
    expect(policy).toMatchObject({
      relyingParty: { code: 'carRental', zh: rental.zh },
      counter: '取车台',
      scenes: [{ code: 'carRental', identifiesPerson: scene.identifiesPerson }],
    })
    const registered = rental.scenes.find((each) => each.scene === 'carRental')!.purposes
    expect(policy.scenes[0]!.purposes.map(({ code }) => code)).toEqual(scene.purposes.map(({ code }) => code).filter((code) => registered.includes(code)))
  })
  it.each([
    ['staff of no relying party', { relyingPartyCode: undefined }, {}],
    ['a relying party nobody knows', { relyingPartyCode: 'nobody' }, {}],
    ['a relying party that is no longer active', {}, { active: false }],
    ['a citizen', { staffId: undefined }, {}],
  ])('R14: is FORBIDDEN to %s', async (_name, principal, party) => {
    await expect(service(party).counterPolicy({ ...staff, ...principal })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
  it('R21: lets nothing be asked, and no field be seen, that the register does not name', () => {
    const { mayAsk, allowedFields } = service()
    const purpose = rental.scenes[0]!.purposes[0]!
    expect(mayAsk({ relyingPartyCode: 'carRental', scene: 'carRental', purpose })).toBe('allowed')
    expect(mayAsk({ relyingPartyCode: 'carRental', scene: 'carRental', purpose: 'anything' })).toBe('purposeNotAllowed')
    expect(mayAsk({ relyingPartyCode: 'nobody', scene: 'carRental', purpose })).toBe('sceneNotAllowed')
    expect(allowedFields({ relyingPartyCode: 'carRental', scene: 'carRental', licenceType: 'drivingLicence' })).toContain('vehicleClass')
    expect(allowedFields({ relyingPartyCode: 'carRental', scene: 'hotelCheckIn', licenceType: 'drivingLicence' })).toEqual([])
    expect(allowedFields({ relyingPartyCode: 'nobody', scene: 'carRental', licenceType: 'drivingLicence' })).toEqual([])
  })
})
