import type { HealthColour } from '@zsb/shared/health-code'
import type { VisitVia } from '@zsb/shared/place'

/**
 * One visit 到访 to a place, however it came to be on record. Who it was stands in `sealed`, which only the holder of the contact-query key opens;
 * `visitor` is there until the visitor's own ledger has taken it, a second or two, and `answer` for as long as it is given again.
 */
export interface VisitRecord {
  _id: string
  /** Keyed digest of what makes it this visit, of a code its `jti` and signature: unique, so that a code is used once (R7). */
  codeIndex: string
  /** Digest of who asked and his Idempotency-Key (R31). Unique: a key stands for one visit. */
  retryKey: string
  /** Keyed digest of what was sent: a key stands for this alone (R16). */
  textIndex: string
  placeId: string
  /** The guard who let her in; null where she scanned the place's own code. */
  guardId: string | null
  via: VisitVia
  /** The hour it was in: to the second it would be found again in the ledger of whoever came. */
  at: Date
  /** Place, time, person and how, sealed to the contact-query key, and around that under the month's. */
  sealed: string
  /** The verdict as it was given, opening with the asker's own Idempotency-Key alone; gone once nobody is given it again. */
  answer?: string
  /** Until when the answer is kept. */
  answerUntil?: Date
  /** Sealed facts for the ledger; gone once it has them. Never there of somebody without an account. */
  visitor?: string
  /** Random, by which the ledger knows the visit until it has it; gone with `visitor`, so that no line leads back here. */
  ledgerRef?: string
  projected: boolean
  /** When its facts were found not to open: it went aside, so that the others go on. */
  asideAt?: Date
  /** When a contact query has no use for it any more. */
  purgeAt: Date
}

/** What the visitor's ledger is told. */
export interface Visitor {
  personId: string
  /** Instant. */
  at: string
  /** Null where none was known, or none was looked up. */
  colour: HealthColour | null
  via: VisitVia
  /** Who said so, of a child. */
  guardianId?: string
}

export type SealedVisit = Pick<VisitRecord, 'sealed' | 'at'> & { id: string }
/** After which visit the next ones come: those of an hour have one instant. */
export type AfterVisit = Pick<SealedVisit, 'at' | 'id'>
export interface SealedQuery {
  placeId: string
  from: Date
  until: Date
  after: AfterVisit | null
  limit: number
}

export interface VisitStore {
  /** The single-use write: journaled by the majority before it answers. `duplicate` when code or key was used. */
  insert: (visit: VisitRecord) => Promise<'inserted' | 'duplicate'>
  findByRetryKey: (retryKey: string) => Promise<VisitRecord | null>
  hasCode: (codeIndex: string) => Promise<boolean>
  /** Sealed references at a place between two instants, as they lie, by hour and id. */
  listSealed: (query: SealedQuery) => Promise<SealedVisit[]>
  /** Those that somebody proved by a code in his hand: what one person can write down again and again is in no figure. */
  countAtPlace: (query: { placeId: string; from: Date }) => Promise<number>
  countByGuard: (query: { guardId: string; from: Date; before?: Date }) => Promise<number>
  /** Visits the ledger has not taken yet, oldest first. */
  listPending: (limit: number) => Promise<VisitRecord[]>
  /** Forgets who it was: from here on only the sealed reference says so. */
  markProjected: (ledgerRefs: readonly string[]) => Promise<void>
  /** Puts away what does not open, with all that was to be opened, and goes on without it. */
  putAside: (query: { ids: readonly string[]; at: Date }) => Promise<void>
  /** Answers that nobody is given again. @returns how many */
  forgetAnswers: (at: Date) => Promise<number>
}
