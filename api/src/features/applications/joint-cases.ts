import { FINAL_STATUSES, isPastPromise, possibleActions, type ApplicationStatus, type Outcome, type Progress } from '@zsb/shared/application'
import type { ServiceItem } from '@zsb/shared/service-item'
import { toCalendarDate, type CalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { ApplicationStore, JointPart } from './applications.store'
import type { BeginPart } from './begin-part'
import type { CaseDeskService } from './case-desk.service'
import type { DescribeCase } from './describe-case'
import type { HandInService } from './hand-in.service'
import type { Prefill } from './prefill.service'
import { officersOf } from './rated-case'
import type { TogetherService } from './together.service'

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
  /** Its promised day was over before it was decided, or is over now. */
  wasLate: boolean
  /** It ended, or was decided, on that day. */
  endedOn: CalendarDate | null
  /** Staff accounts that made a move in it. */
  officers: string[]
  /** 撤回 is still open to the applicant. */
  mayWithdraw: boolean
  /** 承诺 clock that runs: null before acceptance; `dueOn` null while it stands still. */
  promise: { dueOn: CalendarDate | null; provisional: boolean } | null
}

/** What a joint application 联办 does with cases: the door for the feature that joins them. */
export interface JointCases {
  begin: BeginPart
  listOf: (jointId: string) => Promise<CaseOfPart[]>
  /** Which whole a case of this window's office is a part of; looking is on record (R18). @throws AppError NOT_FOUND for another office's, and for one that stands for itself, as for none */
  findAtDesk: (query: { id: string; principal: Principal }) => Promise<JointPart>
  /** 撤回, unless it is too late for that. */
  withdraw: (query: { id: string; principal: Principal }) => Promise<void>
  /** 统一出件 of their results. */
  together: TogetherService
  /** That somebody looked at something of a person's (R18). */
  recordRead: ApplicationStore['recordRead']
  prefill: Pick<Prefill, 'describe' | 'describeMaterials' | 'sourcedAnswers' | 'foreignLicences' | 'cover' | 'maskSourced' | 'cardsFor'>
}

export function createJointCases({
  store,
  describe,
  prefill,
  begin,
  handIn,
  desk,
  together,
  now,
}: {
  store: Pick<ApplicationStore, 'listOfJoint' | 'find' | 'recordRead'>
  describe: Pick<DescribeCase, 'read'>
  prefill: JointCases['prefill']
  begin: BeginPart
  handIn: Pick<HandInService, 'withdraw'>
  desk: Pick<CaseDeskService, 'findCase'>
  together: TogetherService
  now: () => Date
}): JointCases {
  async function listOf(jointId: string): Promise<CaseOfPart[]> {
    const today = toCalendarDate(now())
    return (await store.listOfJoint(jointId)).map((record) => {
      const { progress } = record
      const read = describe.read(record)
      const running = read.running.find(({ kind }) => kind === 'promise')
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
        officers: officersOf(record),
        mayWithdraw: mayWithdraw(progress, read.item.clocks),
        isLate: promise?.dueOn != null && today > promise.dueOn,
        wasLate: isPastPromise({ progress, rules: read.item.clocks, calendar: read.calendar }, today),
        endedOn: progress.decidedOn ?? (isOver ? progress.lastOn : null),
        promise,
      }
    })
  }

  async function findAtDesk({ id, principal }: { id: string; principal: Principal }): Promise<JointPart> {
    const { joint, subjectId } = await desk.findCase(id, principal)
    if (!joint) throw new AppError('NOT_FOUND')
    await store.recordRead({ action: 'application.jointRead', actor: actorOf(principal), subjectId, facts: { applicationId: id, jointId: joint.id } })
    return joint
  }

  async function withdraw({ id, principal }: { id: string; principal: Principal }): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const record = await store.find(id)
      if (!record || !mayWithdraw(record.progress, describe.read(record).item.clocks)) return
      try {
        await handIn.withdraw({ id, version: record.version, principal })
        return
      } catch (cause) {
        // The window was quicker: it is looked at again.
        if (!(cause instanceof AppError) || cause.code !== 'APPLICATION_MOVED' || tries === TRIES) throw cause
      }
    }
  }
  return { begin, listOf, findAtDesk, withdraw, together, recordRead: store.recordRead, prefill }
}

const TRIES = 5
const mayWithdraw = (progress: Progress, rules: ServiceItem['clocks']): boolean => possibleActions({ progress, rules, by: 'applicant' }).includes('withdraw')
