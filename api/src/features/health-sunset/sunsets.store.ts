import type { ErasureProof } from '@zsb/shared/health-code'
import type { Approval, PendingRecord } from '../../platform/second-person/second-person'
import type { Act } from '../holders'

/** What was erased of one month. */
export interface TakenPeriod {
  records: number
  from: Date
  until: Date
}

/** The erasing of one kind 一类数据的销毁, with what it has taken so far: counted in the transaction that takes it. */
export interface Step {
  kind: string
  afterDays: number
  state: 'waiting' | 'erasing' | 'erased'
  total: number
  /** Lines whose text goes with the key and which stay themselves. */
  texts: number
  periods: Record<string, TakenPeriod>
}

/** 停用并销毁 that one operator handed in with its document and a second one signs; from then on it is worked off. */
export interface Sunset extends PendingRecord {
  documentNumber: string
  state: 'pending' | 'done' | 'refused' | 'expired'
  refusal: string | null
  /** What is erased, as it was shown and signed. */
  steps: Step[]
  /** Steps that a published proof tells of. */
  proven: number
  /** Proofs that were published. */
  proofs: number
  /** Every step is proven. */
  finished: boolean
}

/** A proof as it is published 已公布的销毁证明: kept apart from the records, so that a restore does not take it away. */
export interface StoredProof {
  /** `<sunset>.<no>` */
  _id: string
  at: Date
  proof: ErasureProof
  token: string
}

export interface SunsetStore {
  /** What lapsed makes room first. `pending`: another one waits, or is worked off. */
  add: (sunset: Sunset, act: Act) => Promise<'added' | 'pending'>
  find: (id: string) => Promise<Sunset | null>
  list: (query: { after: string | null; limit: number }) => Promise<{ items: Sunset[]; next: string | null }>
  /**
   * Of two signatures at once exactly one signs. With it the end is written, and nothing more is sealed under the keys of these kinds. `later`: by the
   * clock, something was switched on or off after this instant.
   */
  sign: (query: { id: string; approver: Approval; at: Date; keyKinds: readonly string[]; act: Act }) => Promise<'signed' | 'closed' | 'later'>
  /** Null when it was decided before. */
  refuse: (query: { id: string; refusal: string; at: Date; act: Act }) => Promise<Sunset | null>
  /** When the health code ended for good the last time, whatever was restored since. */
  findEnd: (session?: unknown) => Promise<Date | null>
  /** Says every end, whichever process wrote it. */
  watchEnds: (onEnd: (sunsetId: string) => void) => Promise<() => Promise<void>>
  /** The oldest that is not worked off. */
  findOpen: () => Promise<Sunset | null>
  /** The one that waits, or is worked off, or stands there as if. */
  findInTheWay: () => Promise<Sunset | null>
  /** It is worked off no more; one that says it is signed goes on saying so. False where it was closed before, or is in another state by now. */
  close: (query: Pick<Sunset, 'state'> & { id: string; at: Date; act: Act }) => Promise<boolean>
  /** Every one that was ever signed, or says so, the last one first. */
  eachSigned: () => AsyncIterable<Sunset>
  beginStep: (query: { id: string; step: number; total: number; texts: number }) => Promise<void>
  /** In the transaction of `take`, which answers when each record that went had come to be: both or neither. */
  takeSome: (query: { id: string; step: number; take: (session: unknown) => Promise<Date[]> }) => Promise<number>
  finishStep: (query: { id: string; step: number }) => Promise<void>
  recordErased: (act: Act) => Promise<void>
  /**
   * False where a proof of this number is there already, by another process or from before a restore that has forgotten it: the next one bears the next
   * number.
   */
  publish: (query: { id: string; no: number; proven: number; finished: boolean; proof: StoredProof; act: Act }) => Promise<boolean>
  /** The newest; there are a few in a lifetime. */
  readProofs: (limit: number) => Promise<StoredProof[]>
}
