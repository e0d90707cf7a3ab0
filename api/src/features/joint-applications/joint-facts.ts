import {
  consentStateOf,
  type Bundle,
  type ConsentState,
  type GuidingAnswers,
  type JointFacts,
  type PartCase,
  type PartClock,
  type PartState,
} from '@zsb/shared/joint-application'
import type { CalendarDate } from '@zsb/shared/time'
import type { CaseOfPart } from '../applications'
import type { JointConsent, JointRecord } from './joint.store'

/** Where a consent stands today; an answer that never came is none. */
export function stateOfConsent(consent: JointConsent, { roles }: Bundle, today: CalendarDate): ConsentState {
  const role = roles.find(({ code }) => code === consent.role)
  return role ? consentStateOf(consent, role, today) : 'declined'
}

const toPartCase = ({ part, status, outcome, licenceId, wasLate }: CaseOfPart, { lost = [] }: JointRecord): PartCase => ({
  status,
  outcome,
  licence: lost.includes(part) ? null : licenceId,
  isLate: wasLate,
})

/** The facts a joint application 联办 goes by: its record, and the cases of its parts as they are now. */
export function factsOf(
  { record, bundle, guiding, cases }: { record: JointRecord; bundle: Bundle; guiding: GuidingAnswers; cases: readonly CaseOfPart[] },
  today: CalendarDate,
): JointFacts {
  return {
    bundle,
    answers: guiding,
    cases: Object.fromEntries(cases.map((known) => [known.part, toPartCase(known, record)])),
    consents: Object.fromEntries(record.consents.map((consent) => [consent.role, stateOfConsent(consent, bundle, today)])),
    isWithdrawn: record.withdrawnAt != null,
    decisions: Object.fromEntries(record.decisions.map(({ key, said }) => [key, said])),
  }
}

/** What the clock of a part says. Before acceptance none runs that promises anything: the promise of its item stands for it. */
export function clockOf(state: PartState, known: CaseOfPart | undefined): PartClock | undefined {
  if (state === 'impossible') return { is: 'never' }
  if (!known) return undefined
  if (known.endedOn !== null) return { is: 'ended', on: known.endedOn }
  if (!known.promise) return undefined
  return known.promise.dueOn === null ? { is: 'standing' } : { is: 'running', dueOn: known.promise.dueOn, provisional: known.promise.provisional }
}
