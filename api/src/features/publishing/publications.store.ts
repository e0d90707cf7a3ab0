import type { ContentKind } from '@zsb/shared/content'
import type { Approval, PendingRecord } from '../../platform/second-person/second-person'
import type { Act } from '../holders'

/** A publication 发布 or roll-back 回退 of a content version that one operator handed in and a second one signs. */
export interface Publication extends PendingRecord {
  move: 'publish' | 'rollBack'
  kind: ContentKind
  code: string
  /** The version that comes, or that goes. */
  version: number
  /** The version in force when it was handed in; null where the code was new. */
  against: number | null
  /** The file; null of a roll-back. */
  body: unknown
  /** First day on which it holds; null: from the moment it is published. */
  effectiveFrom: string | null
  state: 'pending' | 'done' | 'refused' | 'expired'
  /** Encrypted: why nobody signed; null where it was not refused. */
  refusal: string | null
  /** The second of three, where two are not enough. */
  cosigner: (Approval & { at: Date }) | null
}

export interface PublicationStore {
  /** What lapsed makes room first. `pending`: somebody has handed this code in before. */
  add: (publication: Publication, act: Act) => Promise<'added' | 'pending'>
  /** The one of a code that waits, or stands there as if. */
  findPending: (query: { kind: ContentKind; code: string }) => Promise<Publication | null>
  /** It waits no more. False where it was decided meanwhile. */
  close: (query: { id: string; at: Date; act: Act }) => Promise<boolean>
  find: (id: string) => Promise<Publication | null>
  list: (query: { after: string | null; limit: number }) => Promise<{ items: Publication[]; next: string | null }>
  /**
   * The signature and what it brings about, in one transaction. False when it was decided before, or the content moved on.
   */
  carryOut: (query: {
    id: string
    approver: Approval
    at: Date
    act: Act
    /** False undoes everything. */
    move: (tx: unknown) => Promise<boolean>
  }) => Promise<boolean>
  /** False when it was decided, or signed by a second, before. */
  cosign: (query: { id: string; cosigner: NonNullable<Publication['cosigner']>; act: Act }) => Promise<boolean>
  /** Those that say they published a version, or took it back, newest first; more than one where somebody wrote one beside it by hand. */
  listDone: (query: { move: Publication['move']; kind: ContentKind; code: string; version: number }) => Promise<Publication[]>
  /** Those that say they published a version of a code, newest first. */
  listPublished: (query: { kind: ContentKind; code: string }) => Promise<Publication[]>
  /** Null when it was decided before. */
  refuse: (query: { id: string; refusal: string; at: Date; act: Act }) => Promise<Publication | null>
}
