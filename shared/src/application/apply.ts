import { err, ok, type Result } from '../result'
import type { CalendarDate } from '../time'
import { dueAfterCalendarDays, dueAfterWorkingDays, type WorkCalendar } from '../work-calendar'
import type { ClockRules, ExtensionApprover } from './clock-rules'
import { clocksOf } from './clocks'
import { nextStatus, type Mover, type TableRefusal } from './moves'
import { askedOnOf, hasOpenGap, type Progress } from './progress'
import type { HandOver, Outcome } from './status'

/** A move somebody wants to make, with what it needs. */
export type Command =
  | { action: 'submit' | 'takeUp' | 'accept' | 'refuseAcceptance' | 'returnCase' | 'startReview' | 'resume' | 'deliver' | 'withdraw' | 'lapse' }
  | { action: 'conclude'; handOver?: HandOver | null }
  | { action: 'deemRenewed' | 'lapseGap' | 'fetchInstead' | 'handleAnew' | 'reviewAnew' }
  /** `promised`: materials that the applicant has committed himself to bring later 容缺. */
  | { action: 'deemAccepted'; promised?: readonly string[] }
  | { action: 'requestSupplement'; materials: readonly string[] }
  | { action: 'supply'; complete: boolean }
  | { action: 'acceptWithGaps'; materials: readonly string[]; days: number }
  | { action: 'fillGap' }
  | { action: 'suspend'; procedure: string; expectedDays: number }
  /** `leave`: number of the paper on which it was given 批准文号, where whoever records it did not give it. */
  | { action: 'extend'; days: number; reason: string; approver: ExtensionApprover; leave?: string }
  | { action: 'propose'; outcome: Outcome; person: string }
  | { action: 'decide'; outcome: Outcome; person: string }

/** Why a move is refused, beyond the table. */
export type MoveRefusal =
  | TableRefusal
  /** Earlier than the last move. */
  | { reason: 'backInTime' }
  /** The clock has not run out. */
  | { reason: 'notDue' }
  /** 补正 was asked for before: once, and everything. */
  | { reason: 'askedBefore' }
  | { reason: 'nothingAsked' }
  /** All that was asked for came: the office must accept (art. 32(5)). */
  | { reason: 'mustAccept' }
  /** What was asked for did not come: it can be refused or returned, or accepted with gaps. */
  | { reason: 'stillMissing' }
  | { reason: 'gapsNotAllowed' }
  | { reason: 'gapTooLong'; days: number }
  | { reason: 'gapOpen' }
  | { reason: 'noGap' }
  | { reason: 'procedureUnknown' }
  | { reason: 'procedureTooLong'; days: number }
  | { reason: 'extensionNotAllowed' }
  | { reason: 'extendedBefore' }
  | { reason: 'extensionTooLong'; days: number }
  | { reason: 'approverNeeded'; approver: ExtensionApprover }
  | { reason: 'tooLateToExtend' }
  | { reason: 'secondPersonNeeded' }
  | { reason: 'proposalNeeded' }
  /** What was granted is not taken back by an objection. */
  | { reason: 'notRefused' }

interface Move {
  progress: Progress
  command: Command
  by: Mover
  on: CalendarDate
  rules: ClockRules
  calendar: WorkCalendar
}

type Outcomes = Result<Partial<Progress>, MoveRefusal>

function askForSupplement(progress: Progress, materials: readonly string[], { on, rules, calendar }: Move): Outcomes {
  if (progress.supplement) return err({ reason: 'askedBefore' })
  if (materials.length === 0) return err({ reason: 'nothingAsked' })
  const due = dueAfterCalendarDays({ from: on, days: rules.supplementCalendarDays, calendar })
  return ok({ supplement: { askedOn: on, due, materials, suppliedOn: null, complete: false } })
}

function acceptWithGaps({ materials, days }: { materials: readonly string[]; days: number }, { progress, on, rules, calendar }: Move): Outcomes {
  // Nothing is missing: it is accepted as it is.
  if (progress.supplement?.complete) return err({ reason: 'mustAccept' })
  if (rules.gapDays === null) return err({ reason: 'gapsNotAllowed' })
  if (materials.length === 0) return err({ reason: 'nothingAsked' })
  if (days < 1 || days > rules.gapDays) return err({ reason: 'gapTooLong', days: rules.gapDays })
  return ok({ acceptedOn: on, gap: { materials, due: dueAfterWorkingDays({ from: on, days, calendar }), filledOn: null } })
}

/**
 * 视为受理 takes nothing from what was promised 容缺: it is owed from the day he is told of the acceptance, for as long as the item allows, as that is
 * what he agreed to.
 */
function deemAccepted(promised: readonly string[], move: Move): Outcomes {
  const { progress, on, rules, calendar } = move
  const due = promised.length > 0 && rules.gapDays !== null ? dueAfterWorkingDays({ from: on, days: rules.gapDays, calendar }) : null
  return whenDue('noticeOfGaps', { acceptedOn: progress.receivedOn, ...(due && { gap: { materials: promised, due, filledOn: null } }) }, move)
}

function suspend({ procedure, expectedDays }: { procedure: string; expectedDays: number }, { progress, on, rules }: Move): Outcomes {
  const rule = rules.specialProcedures.find(({ code }) => code === procedure)
  if (!rule) return err({ reason: 'procedureUnknown' })
  if (expectedDays < 1 || expectedDays > rule.maxDays) return err({ reason: 'procedureTooLong', days: rule.maxDays })
  return ok({ suspensions: [...progress.suspensions, { procedure, expectedDays, from: on, to: null }] })
}

function extend({ days, reason, approver, leave }: Extract<Command, { action: 'extend' }>, move: Move): Outcomes {
  const { progress, on, rules, calendar } = move
  const rule = rules.extension
  if (!rule) return err({ reason: 'extensionNotAllowed' })
  if (progress.extension) return err({ reason: 'extendedBefore' })
  const hasLeave = approver !== 'headOfGovernment' || Boolean(leave)
  if (approver !== rule.approver || !hasLeave) return err({ reason: 'approverNeeded', approver: rule.approver })
  if (days < 1 || days > rule.days) return err({ reason: 'extensionTooLong', days: rule.days })
  const { due } = clocksOf({ progress, rules, calendar }).find(({ kind }) => kind === 'legal') ?? { due: null }
  if (due && on > due.dueOn) return err({ reason: 'tooLateToExtend' })
  return ok({ extension: { on, days, reason, approver, ...(leave && { leave }) } })
}

function decide({ outcome, person }: { outcome: Outcome; person: string }, { progress, on, rules }: Move): Outcomes {
  if (hasOpenGap(progress)) return err({ reason: 'gapOpen' })
  if (rules.decisionPersons === 2) {
    if (!progress.proposal) return err({ reason: 'proposalNeeded' })
    if (progress.proposal.person === person) return err({ reason: 'secondPersonNeeded' })
  }
  return ok({ outcome, decidedOn: on })
}

/** 重新办理: nothing of the revoked handling stands, and every clock begins anew. */
const ANEW = { supplement: null, gap: null, suspensions: [], extension: null, proposal: null, outcome: null, decidedOn: null, handOver: null } as const

const askedBefore = (progress: Progress): Pick<Progress, 'askedOn'> => {
  const askedOn = askedOnOf(progress)
  return askedOn === null ? {} : { askedOn }
}

/** Moves of the clock happen once its last day is over. */
function whenDue(kind: 'noticeOfGaps' | 'supplement' | 'gap' | 'renewal', change: Partial<Progress>, { progress, on, rules, calendar }: Move): Outcomes {
  const clock = clocksOf({ progress, rules, calendar }).find((candidate) => candidate.kind === kind)
  return clock?.due && on > clock.due.dueOn && clock.then !== 'remind' ? ok(change) : err({ reason: 'notDue' })
}

/** After 补正 the case is taken as it is asked for: all came, so it is accepted; or not all, so it is not. */
function afterSupplement(progress: Progress, action: 'accept' | 'refuse'): MoveRefusal | null {
  if (progress.status !== 'supplied' || !progress.supplement) return null
  if (progress.supplement.complete) return action === 'refuse' ? { reason: 'mustAccept' } : null
  return action === 'accept' ? { reason: 'stillMissing' } : null
}

function changesOf(move: Move): Outcomes {
  const { progress, command, on, rules } = move
  switch (command.action) {
    case 'submit':
      return ok({ receivedOn: on })
    case 'takeUp':
    case 'startReview':
    case 'deliver':
    case 'withdraw':
      return ok({})
    case 'fetchInstead':
      return progress.handOver === 'post' ? ok({ handOver: 'pickUp' }) : err({ reason: 'notNow', status: progress.status, action: command.action })
    case 'conclude':
      return ok(command.handOver ? { handOver: command.handOver } : {})
    case 'accept': {
      const refusal = afterSupplement(progress, 'accept')
      return refusal ? err(refusal) : ok({ acceptedOn: on })
    }
    case 'refuseAcceptance':
    case 'returnCase': {
      const refusal = afterSupplement(progress, 'refuse')
      return refusal ? err(refusal) : ok({})
    }
    case 'requestSupplement':
      return askForSupplement(progress, command.materials, move)
    case 'supply':
      return ok(progress.supplement ? { supplement: { ...progress.supplement, suppliedOn: on, complete: command.complete } } : {})
    case 'lapse':
      return whenDue('supplement', {}, move)
    case 'acceptWithGaps':
      return acceptWithGaps(command, move)
    case 'deemAccepted':
      return deemAccepted(command.promised ?? [], move)
    case 'fillGap':
      return hasOpenGap(progress) && progress.gap ? ok({ gap: { ...progress.gap, filledOn: on } }) : err({ reason: 'noGap' })
    case 'lapseGap':
      return whenDue('gap', closeSuspension(progress, on), move)
    case 'suspend':
      return suspend(command, move)
    case 'resume':
      return ok(closeSuspension(progress, on))
    case 'extend':
      return extend(command, move)
    case 'propose':
      return hasOpenGap(progress) ? err({ reason: 'gapOpen' }) : ok({ proposal: { outcome: command.outcome, person: command.person } })
    case 'decide':
      return decide(command, move)
    case 'handleAnew':
      return ok({ ...ANEW, receivedOn: on, acceptedOn: null, ...askedBefore(progress) })
    case 'reviewAnew':
      return progress.outcome === 'refused' ? ok({ ...ANEW, acceptedOn: on }) : err({ reason: 'notRefused' })
    case 'deemRenewed':
      return rules.renews
        ? whenDue('renewal', { outcome: 'granted', decidedOn: progress.licenceEndsOn, ...closeSuspension(progress, on) }, move)
        : err({ reason: 'notDue' })
  }
}

const closeSuspension = ({ suspensions }: Progress, on: CalendarDate): Pick<Progress, 'suspensions'> => ({
  suspensions: suspensions.map((suspension) => (suspension.to === null ? { ...suspension, to: on } : suspension)),
})

/**
 * One move of a case, or why not: the table first, then the rules of the item and the clocks. Pure; the server stores what comes of it
 * under the condition that the case is still as it was.
 */
export function applyMove(move: Move): Result<Progress, MoveRefusal> {
  const { progress, command, by, on } = move
  if (on < progress.lastOn) return err({ reason: 'backInTime' })
  const next = nextStatus(progress.status, command.action, by)
  if (!next.ok) return next
  const changes = changesOf(move)
  if (!changes.ok) return changes
  return ok({ ...progress, ...changes.value, status: next.value, lastOn: on })
}
