import type { ApplicationStatus, Outcome } from '@zsb/shared/application'
import { isObjectable } from '@zsb/shared/objection'
import type { ApplicationRecord, StoredEvent } from './applications.store'
import type { FindCaseContent } from './case-content'

/** A case 办件, or a joint application 联办 as a whole, as far as its ratings 好差评 and the objections 异议 to it need it. */
export interface RatedCase {
  id: string
  number: string | null
  item: { code: string; version: number; zh: string; en: string }
  /** Relying party whose windows handled it. */
  office: string
  subjectId: string
  applicantId: string
  /** `outcome`: what that move decided; null where nothing, or where nobody kept it apart. */
  history: { at: Date; action: string; status: ApplicationStatus; outcome: Outcome | null }[]
  /** Staff accounts that made a move in it. */
  officers: string[]
  /** 联办子项: it is rated as a whole, with the others. */
  isPart: boolean
  /** The scheme 评价办法 it is rated by, where that is its own. */
  scheme?: string
}

/** Staff accounts that made a move. */
export const officersOf = ({ history }: Pick<ApplicationRecord, 'history'>): string[] => [
  ...new Set(history.flatMap(({ by, actorId }) => ((by === 'officer' || by === 'approver') && actorId ? [actorId] : []))),
]

/** What a decision was, by its paper: one that was revoked since stays what it was. Older ones made none. */
function outcomeOf({ action, paper }: StoredEvent, { progress }: Pick<ApplicationRecord, 'progress'>): Outcome | null {
  if (action !== 'decide') return null
  return paper ? (paper.code === 'refusalDecision' ? 'refused' : 'granted') : progress.outcome
}

/** Whether something was decided against the applicant in this move. */
export const wentAgainst = (event: StoredEvent, record: Pick<ApplicationRecord, 'progress'>): boolean => isObjectable(event.action, outcomeOf(event, record))

export function toRatedCase(record: ApplicationRecord, contentOf: FindCaseContent): RatedCase {
  const { zh, en, code, version } = contentOf(record).item
  return {
    id: record._id,
    number: record.number,
    item: { code, version, zh, en },
    office: record.office,
    subjectId: record.subjectId,
    applicantId: record.applicantId,
    history: record.history.map((event) => ({ at: event.at, action: event.action, status: event.status, outcome: outcomeOf(event, record) })),
    officers: officersOf(record),
    isPart: record.joint != null,
  }
}
