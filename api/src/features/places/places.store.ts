import type { PlaceKind, PlaceState } from '@zsb/shared/place'
import type { Act } from '../holders'

/** The firm or office 单位 a place was applied for: public facts. */
export interface FirmOfPlace {
  creditCode: string
  name: string
  /** The business licence it was compared with, in the applicant's wallet; null where it is his own word. */
  licence: { issuer: string; checkedAt: Date } | null
}

/** A place 场所 whose guards scan health codes at its doors. Its name and address stand on its door: nothing personal. */
export interface PlaceRecord {
  _id: string
  /** Person or firm it belongs to, and who applied for it. */
  ownerId: string
  applicantId: string
  name: string
  kind: PlaceKind
  region: string
  address: string
  /** Absent on records older than the field. */
  firm?: FirmOfPlace | null
  state: PlaceState
  appliedAt: Date
  /** Why it was not approved; null for every other one. */
  refusal: string | null
  reviewedAt: Date | null
  reviewedBy: string | null
  closedAt: Date | null
  /** Which of the places its owner may have it is, while it is not over: unique, so that two at once do not pass the limit. */
  slot?: number
  /** Grows with every guard that begins: two at once touch the same document, and one of them looks again. */
  guardsBegun?: number
}

/** Somebody who guards a door 值守人员: an ordinary citizen, until a day. */
export interface PlaceGuard {
  _id: string
  placeId: string
  personId: string
  since: Date
  /** Last day, in Asia/Shanghai. */
  until: string
  endedAt: Date | null
  /** The phone it is done with (R30): on which the invitation was accepted, or the first one used of who was put there without one. */
  deviceId: string | null
  /** Phones it was done with until a moment ago: what they kept without network until then is still taken from them. */
  formerDevices?: readonly { deviceId: string; until: Date }[]
}

/** An invitation 值守邀请 under the keyed digest of its code: whoever reads the database cannot use it. */
export interface GuardInvitationRecord {
  _id: string
  placeId: string
  /** Last day of whoever takes it. */
  until: string
  expiresAt: Date
  usedAt: Date | null
  /** When the document may go: a day after its end. */
  purgeAt: Date
}

export interface PlaceStore {
  /** False where its owner has `most` that are not over. */
  add: (place: PlaceRecord, query: { most: number; act: Act }) => Promise<boolean>
  find: (id: string) => Promise<PlaceRecord | null>
  /** Active ones whose name begins so. */
  listNamed: (query: { text: string; limit: number }) => Promise<PlaceRecord[]>
  findByIds: (ids: readonly string[]) => Promise<PlaceRecord[]>
  /** Newest first; no more than an owner can have. */
  listOwn: (query: { ownerIds: readonly string[]; limit: number }) => Promise<PlaceRecord[]>
  /** Of these regions, the longest waiting first. */
  listForReview: (query: {
    regions: readonly string[]
    state: PlaceState
    after: string | null
    limit: number
  }) => Promise<{ items: PlaceRecord[]; next: string | null }>
  /** The state is part of the filter: of two at once exactly one moves it, the other gets null. */
  review: (query: { id: string; from: PlaceState; to: PlaceState; refusal: string | null; by: string; at: Date; act: Act }) => Promise<PlaceRecord | null>
  /** Its guards end with it. */
  close: (query: { id: string; from: PlaceState; at: Date; act: Act }) => Promise<PlaceRecord | null>
  recordRead: (act: Act) => Promise<void>
}

export interface GuardStore {
  invite: (invitation: GuardInvitationRecord, act: Act) => Promise<void>
  /**
   * Spends the invitation and puts the guard there, in one transaction; who guards the door already goes on until the later day.
   * Null where it is unknown, used or over, its place is not active, or has `most` guards.
   */
  accept: (query: {
    invitationId: string
    personIds: readonly string[]
    guard: Omit<PlaceGuard, 'placeId' | 'until'>
    at: Date
    today: string
    most: number
    /** Phones that were left before this are forgotten. */
    formerSince: Date
    actOf: (guard: PlaceGuard) => Act
  }) => Promise<PlaceGuard | null>
  find: (id: string) => Promise<PlaceGuard | null>
  /** Binds a duty that has no phone yet to one. @returns the phone it is bound to now */
  bindDevice: (query: { id: string; deviceId: string }) => Promise<string | null>
  /** Those on duty on a day. */
  listOfPlaces: (query: { placeIds: readonly string[]; today: string; limit: number }) => Promise<PlaceGuard[]>
  listOfPerson: (query: { personIds: readonly string[]; today: string; limit: number }) => Promise<PlaceGuard[]>
  end: (query: { id: string; placeId: string; at: Date; act: Act }) => Promise<boolean>
}
