import type { ApplicationView } from '@zsb/shared/application'
import type { SignedIn } from './whole-api'

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
  const { id, version } = await startElderCard(person)
  const body = { version, answers: ELDER_ANSWERS, materials: ELDER_MATERIALS }
  return (await person.post(`/applications/${id}/submissions`, body).expect(201)).body as ApplicationView
}
