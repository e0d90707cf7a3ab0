import { seenOf, type ApplicationView, type CaseView, type StaffMove } from '@zsb/shared/application'
import { openWholeApi, type SignedIn, type WholeApi } from './whole-api'

/** What 李建国, 75, fills in for his 老年人优待证; what is known of him he is not asked. */
export const ELDER_ANSWERS = { phone: '19900000003', isResident: 'registered', wantsCard: 'electronicOnly', truth: 'agreed' }
export const ELDER_MATERIALS = [
  { code: 'identity', kind: 'licence' },
  { code: 'age', kind: 'dataCheck' },
  { code: 'residence', kind: 'licence' },
]

export const startElderCard = async (person: SignedIn): Promise<ApplicationView> =>
  (await person.post('/applications', { item: 'elderPreferentialCard' }).expect(201)).body as ApplicationView

/** A case handed in with everything that is needed. */
export async function handInElderCard(person: SignedIn): Promise<ApplicationView> {
  const draft = await startElderCard(person)
  const { id, version } = draft
  const body = { version, seen: seenOf(draft), answers: ELDER_ANSWERS, materials: ELDER_MATERIALS }
  return (await person.post(`/applications/${id}/submissions`, body).expect(201)).body as ApplicationView
}

/** 李建国, and the two of the government hall who handle and decide his case. */
export interface ElderCardCity {
  city: WholeApi
  jianguo: SignedIn
  clerk: SignedIn
  approver: SignedIn
}
export async function openElderCardCity(name: string): Promise<ElderCardCity> {
  const city = await openWholeApi({ name })
  const jianguo = await city.signInCitizen('liJianguo')
  return { city, jianguo, clerk: await city.signInStaff('linhao'), approver: await city.signInStaff('fanglei') }
}

/** A case as the window opens it. */
export const openCase = async (by: SignedIn, id: string): Promise<CaseView> => (await by.get(`/staff/applications/${id}`).expect(200)).body as CaseView

/** A move of the window on the case as it is now. */
export async function moveCase(by: SignedIn, id: string, wanted: StaffMove): Promise<CaseView> {
  const { version } = await openCase(by, id)
  return (await by.post(`/staff/applications/${id}/moves`, { version, move: wanted }).expect(201)).body as CaseView
}
