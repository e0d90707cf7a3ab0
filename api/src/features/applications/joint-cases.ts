import { FINAL_STATUSES, type ApplicationStatus, type Outcome } from '@zsb/shared/application'
import { toCalendarDate, type CalendarDate } from '@zsb/shared/time'
import type { ApplicationStore } from './applications.store'
import type { BeginPart } from './begin-part'
import type { DescribeCase } from './describe-case'
import type { Prefill } from './prefill.service'

/** A part's case as far as its joint application 联办 goes by it. */
export interface CaseOfPart {
  part: string
  id: string
  number: string | null
  subjectId: string
  status: ApplicationStatus
  outcome: Outcome | null
  /** The licence it ended with. */
  licenceId: string | null
  /** Past its promised day without a decision. */
  isLate: boolean
  /** It ended, or was decided, on that day. */
  endedOn: CalendarDate | null
  /** 承诺 clock that runs: null before acceptance; `dueOn` null while it stands still. */
  promise: { dueOn: CalendarDate | null; provisional: boolean } | null
}

/** What a joint application 联办 does with cases: the door for the feature that joins them. */
export interface JointCases {
  begin: BeginPart
  listOf: (jointId: string) => Promise<CaseOfPart[]>
  prefill: Pick<Prefill, 'describe' | 'describeMaterials' | 'sourcedAnswers' | 'cover' | 'maskSourced'>
}

export function createJointCases({
  store,
  describe,
  prefill,
  begin,
  now,
}: {
  store: Pick<ApplicationStore, 'listOfJoint'>
  describe: Pick<DescribeCase, 'read'>
  prefill: JointCases['prefill']
  begin: BeginPart
  now: () => Date
}): JointCases {
  async function listOf(jointId: string): Promise<CaseOfPart[]> {
    const today = toCalendarDate(now())
    return (await store.listOfJoint(jointId)).map((record) => {
      const { progress } = record
      const running = describe.read(record).running.find(({ kind }) => kind === 'promise')
      const promise = running ? { dueOn: running.due?.dueOn ?? null, provisional: running.due?.provisional ?? false } : null
      const isOver = FINAL_STATUSES.includes(progress.status)
      return {
        part: record.joint?.part ?? '',
        id: record._id,
        number: record.number,
        subjectId: record.subjectId,
        status: progress.status,
        outcome: progress.outcome,
        licenceId: record.licenceId,
        isLate: promise?.dueOn != null && today > promise.dueOn,
        endedOn: progress.decidedOn ?? (isOver ? progress.lastOn : null),
        promise,
      }
    })
  }
  return { begin, listOf, prefill }
}
