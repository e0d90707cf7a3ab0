import { FINAL_STATUSES, type ApplicationStatus, type Outcome } from '../application'
import { addDays, type CalendarDate } from '../time'
import type { Bundle, BundlePart, ConsentRole } from './bundle-schema'
import { applicableParts, needsOfParts, type GuidingAnswers, type PartNeeds } from './guiding-answers'

/** A second person's answer 另一方的意见. */
export type ConsentState = 'pending' | 'given' | 'declined'

/** What was asked of a second person and what he said. */
export interface ConsentFacts {
  askedOn: CalendarDate
  answer: 'given' | 'declined' | null
}

/** Where a second person's consent stands on a day; who has not answered by the last day has not consented. */
export function consentStateOf(
  { askedOn, answer }: ConsentFacts,
  { answerCalendarDays }: Pick<ConsentRole, 'answerCalendarDays'>,
  today: CalendarDate,
): ConsentState {
  if (answer !== null) return answer
  return today > addDays(askedOn, answerCalendarDays) ? 'declined' : 'pending'
}

/** What is known of a part's case. */
export interface PartCase {
  status: ApplicationStatus
  outcome: Outcome | null
  /** `licence@revision` it ended with; null where none was made (yet). */
  licence: string | null
  /** Its promised day was over before it was decided 逾期, or is over now. */
  isLate?: boolean
}

/** What went wrong: a part refused, returned or late; a second person who does not consent. */
export type TroubleKind = 'refused' | 'returned' | 'late' | 'declined'
export const troubleKey = (kind: TroubleKind, of: string): string => `${kind}:${of}`

/** Facts from which the state of a joint application 联办 follows: it has none of its own. */
export interface JointFacts {
  bundle: Bundle
  answers: GuidingAnswers
  /** By part; a part without a case has not begun. */
  cases: Readonly<Record<string, PartCase | undefined>>
  consents: Readonly<Record<string, ConsentState | undefined>>
  /** Where something went wrong and the applicant was asked, what he said: by `troubleKey`. */
  decisions: Readonly<Record<string, 'stop' | 'goOn' | undefined>>
  /** The applicant has withdrawn the whole 撤回: nothing more begins. */
  isWithdrawn?: boolean
}

/** The facts with what follows from bundle and answers alone, worked out once. */
export interface ReadFacts extends JointFacts {
  parts: BundlePart[]
  needs: ReadonlyMap<string, PartNeeds>
  /** Parts whose licence another one needs. */
  givers: ReadonlySet<string>
}

export function readFacts(facts: JointFacts): ReadFacts {
  const needs = needsOfParts(facts.bundle, facts.answers)
  const givers = new Set([...needs.values()].flatMap(({ handOvers }) => handOvers.map(({ from }) => from)))
  return { ...facts, parts: applicableParts(facts.bundle, facts.answers), needs, givers }
}

/** How a case ended without what was asked for; null while it runs, and when it was granted. */
export function failureOf({ status, outcome }: PartCase): 'refused' | 'returned' | null {
  if (outcome === 'refused' || status === 'notAccepted') return 'refused'
  return outcome === null && FINAL_STATUSES.includes(status) ? 'returned' : null
}
