import type { CallBackFinding, RatingLevel } from '@zsb/shared/rating'
import type { Deadline } from '@zsb/shared/work-calendar'
import type { Act } from '../holders'

/** Encryption of what is written about one rating (R20). */
export interface TextSeal {
  encrypt: (text: string, ratingId: string) => string
  decrypt: (sealed: string, ratingId: string) => string
}

/** A rating 评价 of one stage of one case: one there is, changed in place within its time. */
export interface RatingRecord {
  _id: string
  applicationId: string
  /** The case's human number, for whoever calls back. */
  number: string | null
  stage: string
  subjectId: string
  raterId: string
  item: string
  itemVersion: number
  office: string
  /** Content it was given under. */
  scheme: string
  schemeVersion: number
  level: RatingLevel
  options: string[]
  /** Encrypted text of the person. */
  text: string
  at: Date
  changedAt: Date | null
  /** Counts changes; a change names the one it was made from. */
  version: number
  changeBy: Deadline
}

export type CallBackDesk = 'office' | 'platform'

/** The call-back 回访 that a bad rating opens, one for each rating. A rating made better afterwards is still called back: every bad one is. */
export interface CallBackRecord {
  /** Id of the rating. */
  _id: string
  office: string
  desk: CallBackDesk
  state: 'open' | 'answered'
  /** Last day, and the id: the list is worked off in this order. */
  place: string
  due: Deadline
  dueOn: string
  openedAt: Date
  /** When it was found unanswered past its last day; from then on it lies at the platform's desk too. */
  overdueAt: Date | null
  /** Natural persons who took part in the case, under every id they ever had: none of them answers. */
  involved: string[]
  finding: CallBackFinding | null
  /** Encrypted like the text it answers. */
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
}

/** What somebody may see and answer: his own office's, or what lies at the platform's desk. */
export type CallBackScope = { office: string } | { desk: 'platform' }

/** Message that leaves with a change, in the same transaction; ids only. */
export interface RatingMessage {
  topic: string
  key: string
  ids: Record<string, string>
}

/** Every change is one transaction with its audit entry and its message (R15). */
export interface RatingStore {
  /** With the call-back it opens, if any. */
  add: (rating: RatingRecord, callBack: CallBackRecord | null, act: Act) => Promise<'inserted' | 'duplicate'>
  /** Null when it was changed meanwhile. Opens the call-back unless there is one. */
  change: (change: {
    id: string
    version: number
    set: Pick<RatingRecord, 'level' | 'options' | 'text' | 'changedAt'>
    callBack: CallBackRecord | null
    act: Act
  }) => Promise<RatingRecord | null>
  /** One for each stage at most. */
  listOfCase: (applicationId: string) => Promise<RatingRecord[]>
  findByIds: (ids: readonly string[]) => Promise<RatingRecord[]>
}

export interface CallBackStore {
  findByIds: (ids: readonly string[]) => Promise<CallBackRecord[]>
  find: (query: { id: string; scope: CallBackScope }) => Promise<CallBackRecord | null>
  /** Open ones with the first deadline first, answered ones with the last first; `after` is the place of the last one seen. */
  list: (query: {
    scope: CallBackScope
    state: CallBackRecord['state']
    after: string | null
    limit: number
  }) => Promise<{ items: CallBackRecord[]; next: string | null }>
  /** Null when it was answered before. */
  answer: (query: {
    id: string
    scope: CallBackScope
    set: Pick<CallBackRecord, 'finding' | 'answer' | 'answeredAt' | 'answeredBy'>
    act: Act
    tell: RatingMessage
  }) => Promise<CallBackRecord | null>
  /** Open past their last day and not passed on yet, the oldest first. */
  listDue: (query: { today: string; limit: number }) => Promise<CallBackRecord[]>
  /** Lays an overdue one at the platform's desk; false when it was answered or passed on meanwhile. */
  passOn: (query: { id: string; at: Date; act: Act; tell: RatingMessage | null }) => Promise<boolean>
  /** A calendar announced since gave it another last day. */
  postpone: (query: { id: string; due: Deadline; place: string; act: Act }) => Promise<void>
  /** Keeps in the audit trail that staff read what somebody wrote (R18). */
  recordRead: (act: Act) => Promise<void>
}
