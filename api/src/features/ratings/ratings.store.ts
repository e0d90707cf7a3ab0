import type { CallBackFinding, RatingLevel } from '@zsb/shared/rating'
import type { Deadline } from '@zsb/shared/work-calendar'
import type { Answerable, AnswerableStore } from '../answerable'
import type { Act } from '../holders'

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

/** The call-back 回访 that a bad rating opens, one for each rating, by its id. A rating made better afterwards is still called back: every bad one is. */
export interface CallBackRecord extends Answerable {
  finding: CallBackFinding | null
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

export interface CallBackStore extends AnswerableStore<CallBackRecord> {
  findByIds: (ids: readonly string[]) => Promise<CallBackRecord[]>
}
