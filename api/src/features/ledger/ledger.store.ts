import type { HealthColour } from '@zsb/shared/health-code'
import type { LedgerEntry } from '@zsb/shared/ledger'
import type { VisitVia } from '@zsb/shared/place'
import type { ShownBy } from '../presentations'

/**
 * One link of a holder's chain 用证记录. What the chain covers is `digest` of the salted facts; the facts themselves stand in
 * `sealed`, encrypted, and can be erased with their key while the chain stays whole (R18).
 */
export interface LedgerLink {
  _id: string
  subjectId: string
  seq: number
  prevHash: string
  hash: string
  /** Use or event it was made from; unique, so that a second run of the projector changes nothing. */
  sourceId: string
  at: Date
  digest: string
  /** Encrypted salt and facts. */
  sealed: string
}

/** The facts of one entry, by code; words are added when it is read. */
export interface LedgerFacts {
  kind: Exclude<LedgerEntry['kind'], 'erased'>
  licenceType: string
  relyingPartyCode: string
  /** Name of the counter as it was then. */
  counter: { zh: string; en: string }
  clerkStaffId: string
  scene: string
  purpose: string
  basis: 'consent' | 'law'
  fields: string[]
  shownBy: ShownBy
  /** Who showed it, where that is not the holder himself; entries made before it was kept have none. */
  showerId?: string
  receipt: string
  /** Which colour was shown at a door: of a visit alone. */
  colour?: HealthColour
  /** How a visit came to be on record; entries made before it was kept were scans. */
  via?: VisitVia
}

/** Where a holder's chain ended when it was last added to, kept apart from the entries: cutting off the end shows. */
export interface LedgerHead {
  subjectId: string
  seq: number
  hash: string
}

export interface LedgerStore {
  last: (subjectId: string) => Promise<LedgerLink | null>
  /** Adds links of one chain in their order. Answers how many stand, from the first on: the next one's place or source was taken already. */
  append: (links: readonly LedgerLink[]) => Promise<number>
  list: (query: { subjectId: string; beforeSeq: number | null; limit: number }) => Promise<LedgerLink[]>
  find: (query: { id: string; subjectIds: readonly string[] }) => Promise<LedgerLink | null>
  findBySources: (sourceIds: readonly string[]) => Promise<LedgerLink[]>
  findByIds: (ids: readonly string[]) => Promise<LedgerLink[]>
  /** Moves heads on, never back. */
  raiseHeads: (heads: readonly LedgerHead[]) => Promise<void>
  findHeads: (subjectIds: readonly string[]) => Promise<LedgerHead[]>
  heads: () => AsyncIterable<LedgerHead>
  /** Every chain in order, for `npm run audit:verify`. */
  walk: () => AsyncIterable<LedgerLink>
}
