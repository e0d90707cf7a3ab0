import type { Approval, PendingRecord } from '../../platform/second-person/second-person'
import type { Act } from '../holders'

interface Words {
  zh: string
  en: string
}

/** An activation 启用 of the health code that one operator handed in with its document and a second one signs. */
export interface Activation extends PendingRecord {
  documentNumber: string
  authority: Words
  /** Region code. */
  area: string
  purpose: Words
  /** Last day on which it holds. */
  endsOn: string
  state: 'pending' | 'done' | 'refused' | 'expired'
  /** Encrypted: why nobody signed; null where it was not refused. */
  refusal: string | null
}

export interface ActivationStore {
  /** What lapsed makes room first. `pending`: another one waits for its second person. */
  add: (activation: Activation, act: Act) => Promise<'added' | 'pending'>
  find: (id: string) => Promise<Activation | null>
  /** The one that waits, or stands there as if. */
  findPending: () => Promise<Activation | null>
  /** It waits no more. False where it was decided meanwhile. */
  close: (query: { id: string; at: Date; act: Act }) => Promise<boolean>
  /** Every one that says it was signed, the last one first: the first of them that two have signed says whether the health code is on, and until when. */
  eachSigned: () => AsyncIterable<Activation>
  list: (query: { after: string | null; limit: number }) => Promise<{ items: Activation[]; next: string | null }>
  /** Of two signatures at once exactly one signs. `ending`: what was collected before is being erased, or the end was signed this moment. */
  sign: (query: { id: string; approver: Approval; at: Date; act: Act }) => Promise<'signed' | 'closed' | 'ending'>
  /** Null when it was decided before. */
  refuse: (query: { id: string; refusal: string; at: Date; act: Act }) => Promise<Activation | null>
}
