import { licenceOf, signInCitizen, type SignedInPerson } from './people'
import type { ProcessCity } from './process-city'

/** Citizens with an identity card and a household register; all but 李建国 are too young for the 老年人优待证. */
const ELDERS = ['liJianguo', 'zhangWeiqiang', 'zhaoMinhua']
const BORN_ON = '1951-02-18'
/** Licences that its applicants use in place of papers. */
const TAKEN = ['residentIdCard', 'householdRegister']

/** Signs in people who are old enough, by what the stand-in of the police says of their identity cards: nobody has two drafts of one item. */
export async function signInElders({ clients, urls }: Pick<ProcessCity, 'clients' | 'urls'>): Promise<SignedInPerson[]> {
  const police = `${urls.police}/_control/licences`
  const { licences } = (await (await fetch(police)).json()) as { licences: { type: string; identifier: string }[] }
  for (const { identifier } of licences.filter(({ type }) => type === 'residentIdCard')) {
    const body = JSON.stringify({ identifier, fields: { bornOn: BORN_ON } })
    await fetch(`${police}/fields`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }
  const elders: SignedInPerson[] = []
  for (const id of ELDERS) {
    const person = await signInCitizen(clients[0]!, { smsUrl: urls.sms!, id })
    for (const type of TAKEN) await licenceOf(clients[0]!, person, type)
    elders.push(person)
  }
  return elders
}
