import { FINAL_STATUSES, type ApplicationStatus, type Outcome } from '../application'
import type { Bundle, BundlePart } from './bundle-schema'
import { applicableParts, applicableRoles, type GuidingAnswers } from './guiding-answers'

/** A second person's answer 另一方的意见. */
export type ConsentState = 'pending' | 'given' | 'declined'

/** What is known of a part's case. */
export interface PartCase {
  status: ApplicationStatus
  outcome: Outcome | null
  /** `licence@revision` it ended with; null where none was made (yet). */
  licence: string | null
}

/** Facts from which the state of a joint application 联办 follows: it has none of its own. */
export interface JointFacts {
  bundle: Bundle
  answers: GuidingAnswers
  /** By part; a part without a case has not begun. */
  cases: Readonly<Record<string, PartCase | undefined>>
  consents: Readonly<Record<string, ConsentState | undefined>>
  /** Where a part failed and the applicant was asked: what he said. */
  decisions: Readonly<Record<string, 'stop' | 'goOn' | undefined>>
}

/**
 * Where a part stands: it waits, can begin, runs, is granted, has failed (refused, returned, withdrawn, lapsed), or will never begin because
 * what it waits for will never come.
 */
export type PartState = 'waiting' | 'ready' | 'running' | 'granted' | 'failed' | 'impossible'

/** 联办状态: second persons are asked, parts run, the applicant must say how to go on, all granted, some granted, none. */
export type JointState = 'awaitingConsent' | 'running' | 'awaitingDecision' | 'completed' | 'partlyCompleted' | 'ended'

const caseOf = ({ cases }: JointFacts, code: string): PartCase | null => cases[code] ?? null

function stateOfCase({ status, outcome, licence }: PartCase, needsLicence: boolean): PartState {
  if (outcome === 'refused') return 'failed'
  if (outcome === 'granted') return needsLicence && licence === null && !FINAL_STATUSES.includes(status) ? 'running' : 'granted'
  return FINAL_STATUSES.includes(status) ? 'failed' : 'running'
}

/** Whether a failed part stops the others. */
const stops = (facts: JointFacts, { code, onFailure }: BundlePart): boolean => onFailure === 'stop' || (onFailure === 'ask' && facts.decisions[code] === 'stop')

/** Where every part that applies stands. */
export function partStates(facts: JointFacts): ReadonlyMap<string, PartState> {
  const parts = applicableParts(facts.bundle, facts.answers)
  const states = new Map<string, PartState>()
  const find = (code: string) => parts.find((part) => part.code === code)
  const isGiver = (code: string) => parts.some(({ handOvers }) => handOvers.some(({ from }) => from === code))
  const begun = (code: string): PartState | null => {
    const it = caseOf(facts, code)
    return it && stateOfCase(it, isGiver(code))
  }
  const isStopped = parts.some((part) => begun(part.code) === 'failed' && stops(facts, part))

  function stateOf(part: BundlePart): PartState {
    const known = states.get(part.code)
    if (known) return known
    // A validated bundle has no circle; this keeps one that has from turning for ever.
    states.set(part.code, 'waiting')
    const state = begun(part.code) ?? stateBefore(part)
    states.set(part.code, state)
    return state
  }
  function stateBefore(part: BundlePart): PartState {
    const givers = part.handOvers.map(({ from }) => find(from))
    const before = givers.map((giver) => (giver ? stateOf(giver) : 'impossible'))
    if (isStopped || before.some((state) => state === 'failed' || state === 'impossible')) return 'impossible'
    if (part.consents.some((role) => facts.consents[role] === 'declined')) return 'impossible'
    // Granted and over, and yet no licence: it will not come any more.
    if (part.handOvers.some(({ from }) => states.get(from) === 'granted' && !caseOf(facts, from)?.licence)) return 'impossible'
    if (part.handOvers.some(({ from }) => !caseOf(facts, from)?.licence)) return 'waiting'
    if (parts.some((other) => begun(other.code) === 'failed' && other.onFailure === 'ask' && facts.decisions[other.code] === undefined)) return 'waiting'
    return part.consents.every((role) => facts.consents[role] === 'given') ? 'ready' : 'waiting'
  }
  for (const part of parts) stateOf(part)
  return states
}

/** What a part waits for: licences of other parts, and second persons. */
export function waitsFor(facts: JointFacts, code: string): { parts: string[]; roles: string[] } {
  const part = applicableParts(facts.bundle, facts.answers).find((candidate) => candidate.code === code)
  if (!part) return { parts: [], roles: [] }
  return {
    parts: [...new Set(part.handOvers.map(({ from }) => from))].filter((from) => !caseOf(facts, from)?.licence),
    roles: part.consents.filter((role) => facts.consents[role] !== 'given'),
  }
}

/** Parts that failed and whose failure the applicant has not been heard about. */
export function openDecisions(facts: JointFacts): string[] {
  const states = partStates(facts)
  return applicableParts(facts.bundle, facts.answers)
    .filter(({ code, onFailure }) => onFailure === 'ask' && states.get(code) === 'failed' && facts.decisions[code] === undefined)
    .filter(() => [...states.values()].some((state) => state === 'waiting' || state === 'ready'))
    .map(({ code }) => code)
}

/** The state of the whole 联办状态, from its parts. */
export function jointState(facts: JointFacts): JointState {
  const states = [...partStates(facts).values()]
  if (openDecisions(facts).length > 0) return 'awaitingDecision'
  const pending = applicableRoles(facts.bundle, facts.answers).some(({ code }) => (facts.consents[code] ?? 'pending') === 'pending')
  if (states.some((state) => state === 'running' || state === 'ready')) return 'running'
  if (states.some((state) => state === 'waiting')) return pending ? 'awaitingConsent' : 'running'
  if (states.every((state) => state === 'granted')) return 'completed'
  return states.some((state) => state === 'granted') ? 'partlyCompleted' : 'ended'
}
