import { clocksOf, renewalStanding, type Command, type Progress } from '@zsb/shared/application'
import { renewedUntil } from '@zsb/shared/licence'
import type { ListedMaterial, Named, PaperFacts } from '@zsb/shared/paper'
import type { CalendarDate } from '@zsb/shared/time'
import type { CaseContent } from './case-content'
import type { StoredMaterial } from './applications.store'

/** What was written for a move, as a paper states it. */
export interface ToldOfMove {
  reason?: string
  rightOffice?: string
  /** By code of the material, what is wrong with it. */
  asked?: Readonly<Record<string, string>>
  /** What follows later 容缺, and the words that were agreed to. */
  later?: { materials: readonly string[]; words: Named }
}

interface MovedCase {
  command: Command
  /** After the move. */
  progress: Progress
  content: CaseContent
  materials: readonly StoredMaterial[]
  told: ToldOfMove
  applicant: string
  caseNumber: string
  /** The licence that a grant ends with. */
  licence: Named | null
  on: CalendarDate
}

/** What the paper of a move states 文书要素, as it stands on the day of the move. */
export function factsOfMove(moved: MovedCase): PaperFacts {
  const { progress, content, applicant, caseNumber, on } = moved
  const { item } = content
  const base = {
    applicant,
    caseNumber,
    item: nameOf(item),
    office: nameOf(item.department),
    madeOn: on,
    receivedOn: progress.receivedOn ?? on,
  }
  return { ...base, ...ownFacts(moved) }
}

function ownFacts(moved: MovedCase): Partial<PaperFacts> {
  const { command, progress, content, materials, told, licence } = moved
  const { item } = content
  const named = (codes: readonly string[], reasons: ToldOfMove['asked'] = {}): ListedMaterial[] =>
    item.materials.filter(({ code }) => codes.includes(code)).map(({ code, zh, en }) => ({ zh, en, reason: reasons[code] ?? null }))
  const reason = told.reason === undefined ? {} : { reason: told.reason }
  switch (command.action) {
    case 'submit':
      return {
        handedIn: named(materials.map(({ code }) => code)),
        ...(told.later && { asked: named(told.later.materials), commitment: told.later.words }),
        days: item.clocks.noticeOfGaps.days,
        ...renewalOf(progress),
      }
    case 'supply':
      return { handedIn: named(progress.supplement?.materials ?? []), days: item.clocks.noticeOfGaps.days }
    case 'fillGap':
      return { handedIn: named(progress.gap?.materials ?? []) }
    case 'requestSupplement':
      return { asked: named(command.materials, told.asked), ...dueOf(progress.supplement) }
    case 'accept':
      return limitsOf(moved)
    case 'deemAccepted':
      return { silent: true, ...limitsOf(moved), ...(progress.gap && { asked: named(progress.gap.materials) }), ...dueOf(progress.gap) }
    case 'acceptWithGaps':
      return { asked: named(command.materials, told.asked), ...limitsOf(moved), ...dueOf(progress.gap) }
    case 'refuseAcceptance':
      return { ...reason, ...(told.rightOffice !== undefined && { rightOffice: told.rightOffice }) }
    case 'suspend': {
      const procedure = item.clocks.specialProcedures.find(({ code }) => code === command.procedure)
      return { ...reason, days: command.expectedDays, ...(procedure && { procedure: nameOf(procedure) }) }
    }
    case 'extend':
      return { reason: command.reason, days: command.days, ...(command.leave !== undefined && { leave: command.leave }), ...limitsOf(moved) }
    case 'handleAnew':
      return { ...reason, days: item.clocks.noticeOfGaps.days }
    case 'reviewAnew':
      return { ...reason, ...limitsOf(moved) }
    case 'decide':
      return { ...reason, ...(progress.outcome === 'granted' && grantedOf(moved)) }
    case 'deemRenewed':
      return { silent: true, ...grantedOf(moved) }
    case 'lapse':
      return { asked: named(progress.supplement?.materials ?? []), ...dueOf(progress.supplement) }
    case 'lapseGap':
      return { asked: named(progress.gap?.materials ?? []), ...dueOf(progress.gap) }
    case 'deliver':
      return licence ? { licence } : {}
    default:
      return reason
  }
}

const nameOf = ({ zh, en }: Named): Named => ({ zh, en })
const dueOf = (asked: { due: { dueOn: string } } | null): Partial<PaperFacts> => (asked ? { dueOn: asked.due.dueOn } : {})

/** Until when a licence to be renewed 延续 runs, and whether renewal was asked for too late for silence to renew it. */
function renewalOf({ licenceEndsOn, receivedOn }: Progress): Partial<PaperFacts> {
  if (licenceEndsOn === null || receivedOn === null) return {}
  return { licenceEndsOn, ...(renewalStanding({ licenceEndsOn, on: receivedOn }) === 'late' && { late: true as const }) }
}

/** The licence that is issued, or the one that runs on and until when. */
function grantedOf({ progress: { licenceEndsOn, decidedOn }, content: { item }, licence }: MovedCase): Partial<PaperFacts> {
  if (!licence) return {}
  if (!item.clocks.renews || licenceEndsOn === null || decidedOn === null) return { licence }
  const term = item.result.kind === 'licence' ? item.result.term : undefined
  const until = term ? renewedUntil({ term, licenceEndsOn, decidedOn }) : null
  return { renewed: licence, ...(until !== null && { renewedUntil: until }) }
}

/** The days a decision is promised for and owed by law; a clock that stands still has none. */
function limitsOf({ progress, content: { item, calendar } }: MovedCase): Partial<PaperFacts> {
  const clocks = clocksOf({ progress, rules: item.clocks, calendar })
  const dayOf = (kind: 'promise' | 'legal') => clocks.find((clock) => clock.kind === kind)?.due?.dueOn
  const [promisedOn, legalOn] = [dayOf('promise'), dayOf('legal')]
  return { ...(promisedOn && { promisedOn }), ...(legalOn && { legalOn }) }
}
