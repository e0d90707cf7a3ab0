import type { HealthColour, HealthOverride, OverrideBasis, OverrideBasisKind } from '@zsb/shared/health-code'
import type { Approval, PendingRecord, Signatory } from '../../platform/second-person/second-person'
import type { Act } from '../holders'

/** A signature that came before the last one: where three persons are needed, the second's. */
export interface Cosignature extends Approval {
  at: Date
}

/** One asked that a change ends before its day; `signature` stands for who and when. */
export interface Revoking extends Signatory {
  at: Date
  /** Encrypted. */
  reason: string
  signature: string
}

/** A change by hand 人工变更 of somebody's colour, that one asked for and others sign. */
export interface OverrideRecord extends PendingRecord {
  /** Whose colour; the record that counts. */
  personId: string
  colour: HealthColour
  basis: OverrideBasis
  /** Last day, Asia/Shanghai, and its end as an instant. */
  endsOn: string
  until: Date
  state: 'pending' | 'done' | 'refused' | 'expired'
  cosigner: Cosignature | null
  /** Encrypted: why nobody signed; null where it was not refused. */
  refusal: string | null
  /** The first of two who revoke it; null where none asked, or where one is enough. */
  revoking?: Revoking | null
  /** With `first`, where it takes two: one that they did not sign ends nothing. */
  revoked: (Revoking & { first: Revoking | null }) | null
}

/** Messages that leave with the change; ids only. */
export interface OverrideMessage {
  topic: string
  key: string
  ids: Record<string, string>
}

export interface OverrideStore {
  /** What lapsed makes room first. `pending`: another one about this person waits. */
  add: (record: OverrideRecord, act: Act) => Promise<'added' | 'pending'>
  /** The one about somebody that waits, or stands there as if. */
  findPending: (personId: string) => Promise<OverrideRecord | null>
  /** It waits no more. False where it was decided meanwhile. */
  close: (query: { id: string; at: Date; act: Act }) => Promise<boolean>
  find: (id: string) => Promise<OverrideRecord | null>
  list: (query: { after: string | null; limit: number }) => Promise<{ items: OverrideRecord[]; next: string | null }>
  /** That somebody looked at them. */
  recordRead: (acts: readonly Act[]) => Promise<void>
  /** Those that rest on a case. */
  listOfCase: (number: string) => Promise<OverrideRecord[]>
  /** All about somebody, the newest first. */
  listOf: (query: { personIds: readonly string[]; limit: number }) => Promise<OverrideRecord[]>
  /** Signed ones about somebody that had not run out at an instant, the newest first. */
  listAbout: (query: { personIds: readonly string[]; since: Date }) => Promise<OverrideRecord[]>
  /** About whom one was signed, run out or not, by id, after a place. */
  listChangedAfter: (query: { after: string; limit: number }) => Promise<string[]>
  /** The second of three. False when it was decided or signed by a second before. */
  cosign: (query: { id: string; cosigner: Cosignature; act: Act }) => Promise<boolean>
  /**
   * The last signature: from here on it holds. With `strictSince`, not where somebody else was turned yellow or red by hand since, which is told by
   * `third`: of two at once, the second one sees the first.
   */
  sign: (query: {
    id: string
    approver: Approval
    at: Date
    strictSince: Date | null
    act: Act
    tell: OverrideMessage
  }) => Promise<'signed' | 'closed' | 'third'>
  /** Null when it was decided before. */
  refuse: (query: { id: string; refusal: string; at: Date; act: Act }) => Promise<OverrideRecord | null>
  /** The first of two. False when it does not hold any more, or somebody asked before. */
  beginRevoking: (query: { id: string; revoking: Revoking; act: Act }) => Promise<boolean>
  /** False when it does not hold any more. */
  revoke: (query: { id: string; revoked: NonNullable<OverrideRecord['revoked']>; act: Act; tell: OverrideMessage }) => Promise<boolean>
  /** Others than `personId` that were turned yellow or red by hand in a span of time. */
  countStrict: (query: { personId: string; since: Date; until: Date }) => Promise<number>
  /** Signed ones by month, direction and basis. */
  count: (query: { since: Date }) => Promise<{ month: string; colour: HealthColour; basis: OverrideBasisKind; people: number }[]>
  /** Every one that was ever signed. */
  eachSigned: () => AsyncIterable<OverrideRecord>
  /** Says about whom one begins or ends to hold, whichever process wrote it. */
  watch: (onChanged: (personId: string) => void) => Promise<() => Promise<void>>
}

/** As the rules look at it. */
export const toInput = ({ _id: id, decidedAt, colour, basis, until, revoked }: OverrideRecord): HealthOverride => ({
  id,
  at: decidedAt!.toISOString(),
  colour,
  basis,
  until: until.toISOString(),
  revokedAt: revoked?.at.toISOString() ?? null,
})
