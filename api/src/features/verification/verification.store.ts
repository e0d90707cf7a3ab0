import type { ScanMethod, VerdictKind } from '@zsb/shared/verification'
import type { Capacity } from '@zsb/shared/principal'
import type { Act } from '../holders'
import type { ShownBy } from '../presentations'

/**
 * One act of verification 核验. A use has the code's `jti` as `_id`, so that one insert is single-use mark, use record, audit
 * entry and outbox message at once (performance.md, P3). A refusal that concerns a presentation is kept likewise, under an id
 * of its own: it consumes nothing, but its receipt is real.
 */
export interface UseRecord {
  _id: string
  kind: 'use' | 'refusal'
  /** Unique: a showing is consumed once, whichever of its two live codes was scanned. A refusal has its own id here. */
  displayId: string
  verdict: VerdictKind
  reason: string
  receipt: string
  at: Date
  verifier: { personId: string; staffId: string; relyingPartyCode: string; counter: string; sessionId: string }
  /** Digest of verifier and Idempotency-Key (R31). */
  retryKey: string
  method: ScanMethod
  scene: string
  purpose: string
  /** The code's `jti`, null where no code of ours was found behind the text. */
  jti: string | null
  subjectId: string | null
  shower: { personId: string; capacity: ShownBy } | null
  licenceId: string | null
  revision: number | null
  licenceType: string | null
  fields: string[]
  legalWord: { zh: string; en: string } | null
  statusAsOf: Date | null
  identityMatch: 'notNeeded' | 'needed' | 'consistent' | 'inconsistent' | 'undecided'
  identityMatchAt: Date | null
  contestedAt: Date | null
  /** Who said 不是我, and in what capacity: the holder, or whoever acts for him. */
  contestedBy: { personId: string; capacity: Capacity } | null
  /** False until the ledger's projector has taken it. */
  projected: boolean
  /** What a refusal said; it discloses nothing. Null for a use, whose answer is built from the licence. */
  answer: object | null
  /**
   * Basis of the look 用证依据: a code the holder shows is her consent to this scene and these fields, and `jti` its id; a law
   * would need no showing.
   */
  basis: 'consent' | 'law'
  /** Only on a refusal that concerns nobody, such as a shopping code: it may go then. A use, and a refusal of somebody's code, stay. */
  purgeAt?: Date
}

/** Cursor of a list of uses: milliseconds in base 36, and the id. */
export const USE_CURSOR = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{20,70})$/

export interface UseStore {
  /** The single-use write: journaled by the majority before it answers. `duplicate` when the showing was consumed. */
  insert: (use: UseRecord) => Promise<'inserted' | 'duplicate'>
  find: (id: string) => Promise<UseRecord | null>
  findByDisplay: (displayId: string) => Promise<UseRecord | null>
  /** Page of one verifier's own acts, newest first. */
  listByStaff: (query: { staffId: string; after: string | null; limit: number }) => Promise<{ items: UseRecord[]; next: string | null }>
  /** @param until exclusive; without it to the present */
  countByStaff: (query: { staffId: string; from: Date; until?: Date; limit: number }) => Promise<number>
  /** With its audit entry (R15). Null when it is not this clerk's, needs no match, or was answered before. */
  setIdentityMatch: (query: {
    id: string
    staffId: string
    match: 'consistent' | 'inconsistent' | 'undecided'
    at: Date
    actOf: (use: UseRecord) => Act
  }) => Promise<UseRecord | null>
  /** Null when it is not this subject's, too old, or contested before. Whoever it concerns is told by a message of the same transaction. */
  contest: (query: {
    id: string
    subjectId: string
    notBefore: Date
    at: Date
    by: NonNullable<UseRecord['contestedBy']>
    actOf: (use: UseRecord) => Act
  }) => Promise<UseRecord | null>
}
