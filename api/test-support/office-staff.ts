import { buildCitizenNumber } from '@zsb/shared/identity'
import type { SignedIn, WholeApi } from './whole-api'

/** Offices of the demo city that have nobody in it who signs in. */
export type Office = 'householdOffice' | 'communityHealth' | 'medicalInsuranceOffice' | 'socialSecurityOffice'
const OFFICES: readonly Office[] = ['householdOffice', 'communityHealth', 'medicalInsuranceOffice', 'socialSecurityOffice']

/** Somebody of an office at his registered screen: a window clerk, or who decides; made when he is first asked for. */
export async function signInOffice(city: WholeApi, office: Office, capacity: 'clerk' | 'approver'): Promise<SignedIn> {
  const { people, platform } = city.api
  const username = `${office}.${capacity}`
  if (!(await people.staff.store.findByUsername(username))) {
    const sequence = String(700 + OFFICES.indexOf(office) * 10 + (capacity === 'clerk' ? 0 : 2))
    const person = { name: capacity === 'clerk' ? '窗口员' : '审批员', documentType: 'residentId' as const, bornOn: '1985-04-16' }
    const number = buildCitizenNumber({ region: '990102', bornOn: person.bornOn, sequence })
    const holder = await people.holders.ensurePerson({ person: { ...person, number }, levelBy: 'window', actor: null })
    const words = { zh: office, en: office }
    const at = city.now()
    await people.staff.store.insertIfNew({
      _id: platform.newId(at),
      personId: holder._id,
      username,
      passwordHash: '-',
      totpSealed: '-',
      totpStep: 0,
      capacity,
      department: words,
      office: { id: `OFFICE-${office}`, ...words },
      counter: words,
      region: '990102',
      relyingPartyCode: office,
      state: 'active',
      anyDevice: true,
      createdAt: at,
    })
  }
  return city.signInStaff(username)
}
