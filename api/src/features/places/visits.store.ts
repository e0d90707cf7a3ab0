import type { HealthColour } from '@zsb/shared/health-code'

/**
 * One scan 查验 of a health code at a door. Who it was stands in `sealed`, which only the holder of the contact-query key opens; `visitor`
 * is there until the visitor's own ledger has taken it, a second or two, and `answer` opens with the guard's own Idempotency-Key alone.
 */
export interface VisitRecord {
  _id: string
  /** Keyed digest of the code's `jti`: unique, so that a code is used once (R7). */
  codeIndex: string
  /** Digest of guard and Idempotency-Key (R31). Unique: a key stands for one scan. */
  retryKey: string
  /** Keyed digest of what was scanned: a key stands for this text alone (R16). */
  textIndex: string
  placeId: string
  guardId: string
  /** The hour it was in: to the second it would be found again in the ledger of whoever came. */
  at: Date
  /** Place, time and person, sealed to the contact-query key. */
  sealed: string
  /** The verdict as the guard was given it. */
  answer: string
  /** Sealed facts for the ledger; gone once it has them. */
  visitor?: string
  /** Random, by which the ledger knows the visit until it has it; gone with `visitor`, so that no line leads back here. */
  ledgerRef?: string
  projected: boolean
  /** When a contact query has no use for it any more. */
  purgeAt: Date
}

/** What the visitor's ledger is told. */
export interface Visitor {
  personId: string
  /** Instant. */
  at: string
  colour: HealthColour
}

export interface VisitStore {
  /** The single-use write: journaled by the majority before it answers. `duplicate` when code or key was used. */
  insert: (visit: VisitRecord) => Promise<'inserted' | 'duplicate'>
  findByRetryKey: (retryKey: string) => Promise<VisitRecord | null>
  countAtPlace: (query: { placeId: string; from: Date }) => Promise<number>
  countByGuard: (query: { guardId: string; from: Date }) => Promise<number>
  /** Visits the ledger has not taken yet, oldest first. */
  listPending: (limit: number) => Promise<VisitRecord[]>
  /** Forgets who it was: from here on only the sealed reference says so. */
  markProjected: (ledgerRefs: readonly string[]) => Promise<void>
}
