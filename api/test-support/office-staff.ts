import { buildCitizenNumber } from '@zsb/shared/identity'
import type { SignedIn, WholeApi } from './whole-api'

/** Offices of the demo city that have nobody in it who signs in. */
export type Office = 'householdOffice' | 'communityHealth' | 'medicalInsuranceOffice' | 'socialSecurityOffice'
const OFFICES: readonly Office[] = ['householdOffice', 'communityHealth', 'medicalInsuranceOffice', 'socialSecurityOffice']

const OFFICERS = { clerk: { name: '窗口员', sequence: 0 }, approver: { name: '审批员', sequence: 2 }, supervisor: { name: '主管员', sequence: 4 } } as const

/** Somebody of an office at his registered screen: a window clerk, who decides, or who answers for them; made when he is first asked for. */
export async function signInOffice(city: WholeApi, office: Office, capacity: keyof typeof OFFICERS): Promise<SignedIn> {
  const { people, platform } = city.api
  const username = `${office}.${capacity}`
  if (!(await people.staff.store.findByUsername(username))) {
    const sequence = String(700 + OFFICES.indexOf(office) * 10 + OFFICERS[capacity].sequence)
    const person = { name: OFFICERS[capacity].name, documentType: 'residentId' as const, bornOn: '1985-04-16' }
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
