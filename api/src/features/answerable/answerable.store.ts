import type { AnswerDesk, AnswerState } from '@zsb/shared/answerable'
import type { Deadline } from '@zsb/shared/work-calendar'
import type { Act } from '../holders'

/**
 * Something a person is to be answered 待答事项, by a day and by somebody who took no part: the call-back of a bad rating, an objection to a decision.
 */
export interface Answerable {
  _id: string
  office: string
  desk: AnswerDesk
  state: AnswerState
  /** Last day, and the id: the list is worked off in this order. */
  place: string
  due: Deadline
  dueOn: string
  openedAt: Date
  /** When it was found unanswered past its last day; from then on it lies at the platform's desk too. */
  overdueAt: Date | null
  /** Natural persons who took part in the case, under every id they ever had: none of them answers. */
  involved: string[]
  /** What was found, of the words of its kind. */
  finding: string | null
  /** Encrypted. */
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
}

/** What somebody may see and answer: his own office's, or what lies at the platform's desk. */
export type AnswerScope = { office: string } | { desk: 'platform' }

/** Message that leaves with a change, in the same transaction; ids only. */
export interface AnswerMessage {
  topic: string
  key: string
  ids: Record<string, string>
}

/** Every change is one transaction with its audit entry and its message (R15). */
export interface AnswerableStore<R extends Answerable> {
  find: (query: { id: string; scope: AnswerScope }) => Promise<R | null>
  /** Open ones with the first deadline first, answered ones with the last first; `after` is the place of the last one seen. */
  list: (query: { scope: AnswerScope; state: AnswerState; after: string | null; limit: number }) => Promise<{ items: R[]; next: string | null }>
  /** Null when it was answered before. */
  answer: (query: {
    id: string
    scope: AnswerScope
    set: { finding: R['finding']; answer: string; answeredAt: Date; answeredBy: string }
    act: Act
    tell: AnswerMessage
  }) => Promise<R | null>
  /** Open past their last day and not passed on yet, the oldest first. */
  listDue: (query: { today: string; limit: number }) => Promise<R[]>
  /** Lays an overdue one at the platform's desk; false when it was answered or passed on meanwhile. */
  passOn: (query: { id: string; at: Date; act: Act; tell: AnswerMessage | null }) => Promise<boolean>
  /** A calendar announced since gave it another last day. */
  postpone: (query: { id: string; due: Deadline; place: string; act: Act }) => Promise<void>
  /** Keeps in the audit trail that staff read what somebody wrote (R18). */
  recordRead: (act: Act) => Promise<void>
}
