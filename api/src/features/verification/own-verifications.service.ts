import type { VerificationRow } from '@zsb/shared/verification'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import { createTodaysCount } from './todays-count'
import { CONTEST_MS } from './verification.service'
import type { UseRecord, UseStore } from './verification.store'

interface Parts {
  uses: UseStore
  licenceName: (typeCode: string) => { zh: string; en: string } | null
  startOfDay: (at: Date) => Date
  now: () => Date
}

/** A clerk's own acts of verification 刚核验过, and what he and the holder may still say about one. */
export function createOwnVerifications({ uses, licenceName, startOfDay, now }: Parts) {
  const today = createTodaysCount({ uses, startOfDay, now })

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const staffId = principal.staffId ?? ''
    const [page, count] = await Promise.all([uses.listByStaff({ staffId, after, limit }), today.count(staffId)])
    return { items: page.items.map(toRow), next: page.next, today: count }
  }

  function toRow(use: UseRecord): VerificationRow {
    const name = use.licenceType ? licenceName(use.licenceType) : null
    return {
      id: use._id,
      receipt: use.receipt,
      at: use.at.toISOString(),
      verdict: use.verdict,
      ...(name && { licenceName: name }),
      identityMatch: use.identityMatch,
      contested: use.contestedAt !== null,
    }
  }

  /**
   * 人证一致 / 不一致 / 看不准: said once, by the clerk who saw the person.
   * @throws AppError NOT_FOUND for another clerk's · IDENTITY_MATCH_REFUSED when it was said before or is not asked for
   */
  async function setIdentityMatch({ id, match, principal }: { id: string; match: 'consistent' | 'inconsistent' | 'undecided'; principal: Principal }) {
    const staffId = principal.staffId ?? ''
    const actOf = (use: UseRecord) => ({
      action: 'verification.identityMatched',
      actor: actorOf(principal),
      subjectId: use.subjectId,
      facts: { useId: id, match },
    })
    const changed = await uses.setIdentityMatch({ id, staffId, match, at: now(), actOf })
    if (changed) return { identityMatch: changed.identityMatch }
    const use = await uses.find(id)
    if (!use || use.verifier.staffId !== staffId) throw new AppError('NOT_FOUND')
    throw new AppError('IDENTITY_MATCH_REFUSED')
  }

  /**
   * 不是我, within two minutes: the clerk's verdict turns red (R32).
   * @throws AppError NOT_FOUND for somebody else's use · CONTEST_TOO_LATE afterwards, with the way on: a complaint
   */
  async function contest({ useId, principal }: { useId: string; principal: Principal }) {
    const at = now()
    const { subjectId, personId, capacity } = principal
    const changed = await uses.contest({
      id: useId,
      subjectId,
      notBefore: new Date(at.getTime() - CONTEST_MS),
      at,
      by: { personId, capacity },
      actOf: ({ receipt }) => ({ action: 'use.contested', actor: actorOf(principal), subjectId, facts: { useId, receipt } }),
    })
    if (changed) return { contestedAt: at.toISOString() }
    const use = await uses.find(useId)
    if (!use || use.kind !== 'use' || use.subjectId !== principal.subjectId) throw new AppError('NOT_FOUND')
    if (use.contestedAt) return { contestedAt: use.contestedAt.toISOString() }
    throw new AppError('CONTEST_TOO_LATE')
  }

  return { list, setIdentityMatch, contest }
}
export type OwnVerifications = ReturnType<typeof createOwnVerifications>
