import type { ErrorCode } from '@zsb/shared'
import type { NoticeKind } from '@zsb/shared/notice'
import type { BoundPermission } from '../../platform/policy/jurisdiction'

/** What one kind of what is to be answered is called: in the audit trail, between its parts, in the inbox, and when it is refused. */
export interface AnswerableKind {
  /** Whoever answers needs it, and it says for whom. */
  permission: Extract<BoundPermission, 'objection.answer' | 'rating.callBack'>
  /** Names of its id and of the person's in facts and messages. */
  id: string
  person: string
  acts: Record<'read' | 'answered' | 'overdue' | 'recounted', string>
  topics: Record<'answered' | 'passedOn', string>
  notices: Record<'answered' | 'passedOn', NoticeKind>
  link: 'rating' | 'objection'
  refusals: Record<'ownCase' | 'answered', ErrorCode>
}

/** The matter that is to be answered, by the id of the record. */
export interface Matter {
  _id: string
  applicationId: string
  /** The case's human number. */
  number: string | null
  office: string
  item: string
  itemVersion: number
  subjectId: string
  /** Encrypted text of the person. */
  text: string
}
