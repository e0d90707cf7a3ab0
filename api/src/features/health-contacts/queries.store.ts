import type { Approval, PendingRecord } from '../../platform/second-person/second-person'
import type { Act } from '../holders'

/** 流调查询 that one operator handed in with its document and a second one signs. Its purpose is the `reason` both signed. */
export interface ContactQuery extends PendingRecord {
  documentNumber: string
  placeId: string
  /** As it was called when it was asked for. */
  placeName: string
  fromDay: string
  toDay: string
  tellAfterDays: number
  state: 'pending' | 'done' | 'refused' | 'expired'
  refusal: string | null
  /** When the disease control had it, and how many there were. */
  handedAt: Date | null
  visits: number | null
  persons: number | null
  /** How often the hand-over failed; it is tried again from an instant on, behind those that wait. */
  attempts?: number
  tryAfter?: Date | null
}

/** Somebody who was looked up 被查询人 and is to be told. */
export interface LookedUp {
  _id: string
  queryId: string
  /** His id, sealed under the key of its month. */
  person: string
  at: Date
  tellOn: Date
  told: boolean
  /** How often telling him failed. */
  attempts?: number
}

/** Telling somebody that failed so often does not fail for a moment: his record was altered. */
export const MOST_ATTEMPTS = 10

export interface ContactQueryStore {
  add: (query: ContactQuery, act: Act) => Promise<void>
  find: (id: string) => Promise<ContactQuery | null>
  list: (query: { after: string | null; limit: number }) => Promise<{ items: ContactQuery[]; next: string | null }>
  sign: (query: { id: string; approver: Approval; at: Date; act: Act }) => Promise<boolean>
  refuse: (query: { id: string; refusal: string; at: Date; act: Act }) => Promise<ContactQuery | null>
  /** The oldest that is signed and not handed over, and does not wait for another attempt. */
  findToHandOver: (query: { at: Date }) => Promise<ContactQuery | null>
  /** It could not be handed over now: others go first. */
  putOff: (query: { id: string; attempts: number; tryAfter: Date }) => Promise<void>
  /** The health code ended after it was signed: it is handed over to nobody. */
  close: (query: { id: string; act: Act }) => Promise<void>
  eachSigned: () => AsyncIterable<ContactQuery>
  /** With whoever was looked up, in one transaction; false when it was handed over before, or when the health code has ended since it was signed. */
  handedOver: (query: { id: string; at: Date; signedAt: Date; visits: number; people: readonly LookedUp[]; act: Act }) => Promise<boolean>
  /** Those to be told by an instant. */
  listToTell: (query: { by: Date; limit: number }) => Promise<LookedUp[]>
  told: (query: { id: string; act: Act }) => Promise<void>
  /** It could not be told; after MOST_ATTEMPTS it is not listed any more. */
  notTold: (query: { id: string; tellOn: Date }) => Promise<void>
}
