import type { ApplicationStatus, Outcome } from '@zsb/shared/application'
import type { ApplicationRecord } from './applications.store'
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
  history: { at: Date; action: string; status: ApplicationStatus }[]
  /** What was decided; null where nothing was. */
  outcome: Outcome | null
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

export function toRatedCase(record: ApplicationRecord, contentOf: FindCaseContent): RatedCase {
  const { zh, en, code, version } = contentOf(record).item
  return {
    id: record._id,
    number: record.number,
    item: { code, version, zh, en },
    office: record.office,
    subjectId: record.subjectId,
    applicantId: record.applicantId,
    history: record.history.map(({ at, action, status }) => ({ at, action, status })),
    outcome: record.progress.outcome,
    officers: officersOf(record),
    isPart: record.joint != null,
  }
}
