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
}

export interface ContactQueryStore {
  add: (query: ContactQuery, act: Act) => Promise<void>
  find: (id: string) => Promise<ContactQuery | null>
  list: (query: { after: string | null; limit: number }) => Promise<{ items: ContactQuery[]; next: string | null }>
  sign: (query: { id: string; approver: Approval; at: Date; act: Act }) => Promise<boolean>
  refuse: (query: { id: string; refusal: string; at: Date; act: Act }) => Promise<ContactQuery | null>
  /** The oldest that is signed and not handed over. */
  findToHandOver: () => Promise<ContactQuery | null>
  /** With whoever was looked up, in one transaction; false when it was handed over before. */
  handedOver: (query: { id: string; at: Date; visits: number; people: readonly LookedUp[]; act: Act }) => Promise<boolean>
  /** Those to be told by an instant. */
  listToTell: (query: { by: Date; limit: number }) => Promise<LookedUp[]>
  told: (query: { id: string; act: Act }) => Promise<void>
}
