import type { Result } from '@zsb/shared'
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
  /** The number as its kind of document has it. */
  checkDocument: (claim: DocumentClaim) => Result<DocumentClaim, { zh: string; en: string }>
  /** Who has an account by this document and this name. */
  findPerson: (claim: DocumentClaim) => Promise<string | null>
  idsOf: (personId: string) => Promise<string[]>
  now: () => Date
}
export type ManualService = ReturnType<typeof createManual>

/**
 * 无手机登记: a guard writes in somebody who consents, by the document in his hand. Whoever has an account finds a line in his record; whoever makes one
 * later doesn't find it: to know him again we would have to keep something by which everybody could be found.
 */
export function createManual({ writer, getOnDuty, checkDocument, findPerson, idsOf, now }: Parts) {
  /** @throws AppError as the guard's duty · REQUEST_INVALID at the number · DOOR_OWN_CODE for himself · IDEMPOTENCY_KEY_REUSED for somebody else under a key */
  async function enter(query: { guardId: string; body: ManualEntry; principal: Principal; idempotencyKey: string }): Promise<ManuallyEntered> {
    const { guardId, principal, idempotencyKey: key } = query
    const { place } = await getOnDuty({ guardId, principal })
    const checked = checkDocument(query.body.person)
    if (!checked.ok) throw new AppError('REQUEST_INVALID', { fields: [{ pointer: '/body/person/number', ...checked.error }] })
    const { name, documentType, number } = checked.value
    const personId = await findPerson(checked.value)
    if (personId !== null && (await idsOf(principal.personId)).includes(personId)) throw new AppError('DOOR_OWN_CODE')
    const at = now()
    const told: ManuallyEntered & { checkedAt: string } = { nameMasked: maskPersonName(name), at: at.toISOString(), checkedAt: at.toISOString() }
    const written = await writer.write({
      placeId: place._id,
      guardId,
      via: 'manual',
      at,
      code: `manual\n${guardId}\n${key}`,
      who: { name, documentType, number },
      personId,
      colour: null,
      // With the key in it, which is not kept: nobody finds a number by trying all of them.
      asked: { by: guardId, key, text: [key, name, documentType, number].join('\n') },
      answer: () => told,
      now: at,
    })
    return (written.outcome === 'again' && written.answer) || told
  }

  return { enter }
}
