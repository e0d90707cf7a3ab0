import type { Act } from '../holders'

/** Who answers a complaint: supervisors of the office it is about, or the operators of the platform. */
export type ComplaintDesk = 'office' | 'platform'

export interface Complaint {
  _id: string
  entryId: string
  subjectId: string
  complainantId: string
  at: Date
  reason: 'notMe' | 'tooMuchAsked' | 'other'
  /** Encrypted text of the holder. */
  text: string
  relyingPartyCode: string
  desk: ComplaintDesk
  state: 'open' | 'answered'
  /** Encrypted like the text it answers. */
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
  dueAt: Date
  /** When it was found unanswered past `dueAt`; from then on it lies at the platform's desk too. */
  overdueAt: Date | null
}

/** What somebody may see and answer: his own office's, or what lies at the platform's desk. */
export type ComplaintScope = { relyingPartyCode: string } | { desk: 'platform' }

/** Message that leaves with a change, in the same transaction; ids only. */
export interface ComplaintMessage {
  topic: string
  key: string
  ids: Record<string, string>
}

/** Every change is one transaction with its audit entry and its message (R15). */
export interface ComplaintStore {
  add: (complaint: Complaint, act: Act) => Promise<'inserted' | 'duplicate'>
  findByEntries: (entryIds: string[]) => Promise<Complaint[]>
  /** The newest first, of any state where none is named. */
  list: (query: {
    scope: ComplaintScope
    state?: Complaint['state']
    after: string | null
    limit: number
  }) => Promise<{ items: Complaint[]; next: string | null }>
  find: (query: { id: string; scope: ComplaintScope }) => Promise<Complaint | null>
  /** Null when it was answered before. */
  answer: (query: { id: string; scope: ComplaintScope; answer: string; by: string; at: Date; act: Act; tell: ComplaintMessage }) => Promise<Complaint | null>
  /** Open past their time and not passed on yet, the oldest first. */
  listDue: (query: { at: Date; limit: number }) => Promise<Complaint[]>
  /** Lays an overdue one at the platform's desk; false when it was answered or passed on meanwhile. */
  passOn: (query: { id: string; at: Date; act: Act; tell: ComplaintMessage | null }) => Promise<boolean>
  /** Keeps in the audit trail that staff read what holders wrote (R18). */
  recordRead: (act: Act) => Promise<void>
}
