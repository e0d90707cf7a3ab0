import type { Approval, PendingRecord } from '../../platform/second-person/second-person'
import type { Act } from '../holders'

/** A change of state asked for by one person and, where the type says so, signed by a second 双人复核. */
export interface StateChange extends PendingRecord {
  licenceId: string
  identifier: string
  action: string
  from: string
  to: string
  basis: string
  caseNumber: string
  /** Relying party of the asker's counter, else his office; and his region, for supervisors. */
  organisation: string
  region: string
  state: 'pending' | 'done' | 'refused' | 'overtaken'
  /** Encrypted: why nobody signed. Absent where it was not refused. */
  refusal?: string
}

/** Whose changes somebody sees: his counter's, or as a supervisor those of his region. */
export type ChangeScope = { organisation: string } | { region: string }

export interface StateChangeStore {
  /** A change that waits for its second person, with its trail. */
  add: (change: StateChange, act: Act) => Promise<void>
  /** Inside the transaction that changes the licence. */
  addIn: (tx: unknown, change: StateChange) => Promise<void>
  find: (query: { id: string; scope: ChangeScope }) => Promise<StateChange | null>
  list: (query: { scope: ChangeScope; after: string | null; limit: number }) => Promise<{ items: StateChange[]; next: string | null }>
  /** What was carried out on one licence. */
  listDoneOf: (licenceId: string) => Promise<StateChange[]>
  /** Inside the transaction that changes the licence. @throws DecidedBefore, which undoes the transaction */
  decideIn: (tx: unknown, query: { id: string; approver: Approval; at: Date }) => Promise<void>
  /** Null when it was decided before. */
  refuse: (query: { id: string; refusal: string; at: Date; act: Act }) => Promise<StateChange | null>
  /** The licence moved on before the second person signed. */
  overtake: (query: { id: string; at: Date; act: Act }) => Promise<void>
}

/** Two second persons at once: the slower one's transaction is undone. */
export class DecidedBefore extends Error {}
