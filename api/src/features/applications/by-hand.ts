import type { WindowHow } from '@zsb/shared/application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ApplicationRecord, StoredSitting } from './applications.store'

interface Parts {
  /** Whether an account is one of this natural person's. */
  isSamePerson: (one: string, other: string) => Promise<boolean>
  /** Whether somebody may act for a child today; asked anew whenever a clerk does it in his place. */
  guardianOf: (query: { personId: string; subjectId: string; now: Date }) => Promise<'guardian' | null>
  now: () => Date
}
/** Whose it is, and who applies. */
type OfWhom = Pick<ApplicationRecord, 'subjectId' | 'applicantId'>
export type ByHand = ReturnType<typeof createByHand>

/** A clerk is done with it by then; whoever comes back shows his code again. */
const SITTING_MS = 2 * 3_600_000

/** 窗口代办: as whom a clerk acts for one case or one joint application, and for how long (decision 0021). */
export function createByHand({ isSamePerson, guardianOf, now }: Parts) {
  /** The applicant, by this clerk's hand. @throws AppError FORBIDDEN where he may not act for that child any more */
  async function applicantOf({ subjectId, applicantId }: OfWhom, clerk: Principal): Promise<Principal> {
    const { personId, capacity, staffId = '', sessionId, deviceId } = clerk
    const hand = { personId, capacity, staffId, sessionId }
    const as = { personId: applicantId, subjectId, level: 'confirmed' as const, sessionId, deviceId, hand }
    if (await isSamePerson(applicantId, subjectId)) return { ...as, capacity: 'self' }
    if (!(await guardianOf({ personId: applicantId, subjectId, now: now() }))) throw new AppError('FORBIDDEN', { detail: { reason: 'noGuardian' } })
    return { ...as, capacity: 'guardian' }
  }

  /** Nobody acts in his own place at his own window (R17). @throws AppError APPLICATION_OWN */
  async function refuseOwn({ subjectId, applicantId }: OfWhom, clerk: Principal): Promise<void> {
    const theirs = await Promise.all([subjectId, applicantId].map((personId) => isSamePerson(personId, clerk.personId)))
    if (theirs.includes(true)) throw new AppError('APPLICATION_OWN')
  }

  const sittingOf = (clerk: Principal, how: WindowHow): StoredSitting => ({
    staffId: clerk.staffId ?? '',
    office: clerk.relyingPartyCode ?? '',
    how,
    since: now(),
    until: new Date(now().getTime() + SITTING_MS),
    asked: null,
  })

  return { applicantOf, refuseOwn, sittingOf }
}
