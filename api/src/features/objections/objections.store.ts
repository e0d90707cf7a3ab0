import type { Outcome } from '@zsb/shared/application'
import type { ObjectionFinding } from '@zsb/shared/objection'
import type { Answerable, AnswerableStore } from '../answerable'
import type { Act } from '../holders'

/** An objection 异议 to one decision of one case, by the place of the move in its history. */
export interface ObjectionRecord extends Answerable {
  applicationId: string
  number: string | null
  item: string
  itemVersion: number
  no: number
  action: string
  outcome: Outcome | null
  decidedAt: Date
  subjectId: string
  objectorId: string
  /** Encrypted text of the person. */
  text: string
  finding: ObjectionFinding | null
}

export interface ObjectionStore extends AnswerableStore<ObjectionRecord> {
  /** False where there is one to this move. */
  add: (record: ObjectionRecord, act: Act) => Promise<boolean>
  findAny: (id: string) => Promise<ObjectionRecord | null>
  /** One for each decision at most. */
  listOfCase: (applicationId: string) => Promise<ObjectionRecord[]>
}
