import type { DocumentClaim } from '@zsb/shared/holder'
import { maskPersonName } from '@zsb/shared/identity'
import type { ManualEntry, ManuallyEntered } from '@zsb/shared/place'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { GuardService } from './guards.service'
import type { VisitWriter } from './visit-writer'

interface Parts {
  writer: VisitWriter
  getOnDuty: GuardService['getOnDuty']
  /** The number as its kind of document has it; null where it can be none. */
  checkDocument: (claim: DocumentClaim) => DocumentClaim | null
  /** Who has an account by this document, whatever name was given. */
  findByDocument: (claim: DocumentClaim) => Promise<{ personId: string; name: string | null } | null>
  idsOf: (personId: string) => Promise<string[]>
  now: () => Date
}
/** The same for a number that can be none and for a name that is not its holder's: which of them it was is not said. */
const NOT_RIGHT = {
  pointer: '/body/person/number',
  zh: '姓名或号码不对，请照证件再核对一遍',
  en: 'The name or the number is not right; compare with the document',
}
const notRight = () => new AppError('REQUEST_INVALID', { fields: [NOT_RIGHT] })

export type ManualService = ReturnType<typeof createManual>

/**
 * 无手机登记: a guard writes in somebody who consents, by the document in his hand. Whoever has an account finds a line in his record; whoever makes one
 * later doesn't find it: to know him again we would have to keep something by which everybody could be found. Under another name than its holder's a number is not taken:
 * nobody is written in without a line in her record.
 */
export function createManual({ writer, getOnDuty, checkDocument, findByDocument, idsOf, now }: Parts) {
  /** @throws AppError as the guard's duty · REQUEST_INVALID at the number · DOOR_OWN_CODE for himself · IDEMPOTENCY_KEY_REUSED for somebody else under a key */
  async function enter(query: { guardId: string; body: ManualEntry; principal: Principal; idempotencyKey: string }): Promise<ManuallyEntered> {
    const { guardId, principal, idempotencyKey: key } = query
    const { place } = await getOnDuty({ guardId, principal })
    const person = await whoIs({ claim: query.body.person, own: await idsOf(principal.personId) })
    if (person === 'own') throw new AppError('DOOR_OWN_CODE')
    if (person === 'notRight') throw notRight()
    const at = now()
    const told: ManuallyEntered & { checkedAt: string } = { nameMasked: maskPersonName(person.claim.name), at: at.toISOString(), checkedAt: at.toISOString() }
    const written = await writer.write({ ...toVisit({ person, guardId, key, at }), placeId: place._id, answer: () => told, now: at })
    return (written.outcome === 'again' && written.answer) || told
  }

  /** Whoever is written in, as her document has it. @param own the guard's ids: nobody writes himself in */
  async function whoIs({ claim: given, own }: { claim: DocumentClaim; own: readonly string[] }): Promise<WrittenPerson | 'own' | 'notRight'> {
    const claim = checkDocument(given)
    if (!claim) return 'notRight'
    const found = await findByDocument(claim)
    if (found && own.includes(found.personId)) return 'own'
    if (found && found.name !== null && found.name !== claim.name) return 'notRight'
    return { claim, personId: found?.personId ?? null }
  }

  return { enter, whoIs }
}

/** Somebody with a document; `personId` where she has an account. */
interface WrittenPerson {
  claim: DocumentClaim
  personId: string | null
}

/** An entry by hand as a visit, the same whether it was sent at once or later. */
export function toVisit({ person, guardId, key, at }: { person: WrittenPerson; guardId: string; key: string; at: Date }) {
  const { name, documentType, number } = person.claim
  return {
    guardId,
    via: 'manual' as const,
    at,
    code: `manual\n${guardId}\n${key}`,
    who: { name, documentType, number, consent: true as const },
    personId: person.personId,
    colour: null,
    // With the key in it, which is not kept: nobody finds a number by trying all of them.
    asked: { by: guardId, key, text: [key, name, documentType, number].join('\n') },
  }
}
