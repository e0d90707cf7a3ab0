import { isServedAtWindow } from '@zsb/shared/health-code'
import type { DocumentClaim } from '@zsb/shared/holder'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { HealthPeople, OwnPerson } from './health-people'

/** What a clerk does for whoever has no phone, by the document in his hand: one permission, and counted by clerk and by document. */
export const atWindow = {
  permission: 'healthCode.printAtWindow',
  limits: [
    { rule: 'window.person.actor', by: 'actor' as const },
    { rule: 'window.person.target', by: ({ body }: { body: { person: { number: string } } }) => body.person.number },
  ],
}

/** What the trail keeps of what a clerk had before him: which kind of document, and that the consent was signed. */
export interface SeenByClerk {
  documentType: string
  consentSigned: true
}
export const toSeen = ({ person, consentSigned }: { person: DocumentClaim; consentSigned: true }): SeenByClerk => ({
  documentType: person.documentType,
  consentSigned,
})

interface Query {
  claim: DocumentClaim
  principal: Principal
}
interface Parts {
  /** Who stands at the window, by the document in the clerk's hand. */
  seenAtWindow: (query: Query) => Promise<{ personId: string }>
  findByDocument: (document: { documentType: string; number: string }) => Promise<string | null>
  people: Pick<HealthPeople, 'get'>
  now: () => Date
}
export type ServedAtWindow = ReturnType<typeof createServedAtWindow>

/** Whom a clerk serves 窗口代办: by the document in his hand, and never himself. */
export function createServedAtWindow({ seenAtWindow, findByDocument, people, now }: Parts) {
  /** An elder, who is on record from then on. @throws AppError WINDOW_PERSON_NOT_FOUND · HEALTH_PRINT_OWN for the clerk's own · HEALTH_WINDOW_AGE */
  async function receive({ claim, principal }: Query): Promise<OwnPerson> {
    const { personId } = await seenAtWindow({ claim, principal })
    const person = notOwn(await people.get(personId), principal)
    if (!isServedAtWindow({ bornOn: person.bornOn, today: toCalendarDate(now()) })) throw new AppError('HEALTH_WINDOW_AGE')
    return person
  }

  /** Somebody who was here before. @throws AppError NOT_FOUND for everybody else, also where the name is another one · HEALTH_PRINT_OWN */
  async function find({ claim, principal }: Query): Promise<OwnPerson> {
    const personId = await findByDocument(claim)
    const person = personId === null ? null : await people.get(personId)
    if (!person || person.name !== claim.name) throw new AppError('NOT_FOUND')
    return notOwn(person, principal)
  }

  return { receive, find }
}

function notOwn(person: OwnPerson, { personId }: Principal): OwnPerson {
  if (person.ids.includes(personId)) throw new AppError('HEALTH_PRINT_OWN')
  return person
}
