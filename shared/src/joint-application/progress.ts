import { FINAL_STATUSES } from '../application'
import type { BundlePart } from './bundle-schema'
import { failureOf, readFacts, type JointFacts, type PartCase, type ReadFacts } from './facts'
import { applicableRoles } from './guiding-answers'
import { isStopped, isUnheard, troublesOf, type Trouble } from './troubles'

/**
 * Where a part stands: it waits, can begin, runs, is granted, has failed (refused, returned, withdrawn, lapsed), or will never begin because
 * what it waits for will never come.
 */
export type PartState = 'waiting' | 'ready' | 'running' | 'granted' | 'failed' | 'impossible'

/** 联办状态: second persons are asked, parts run, the applicant must say how to go on, all granted, some granted, none. */
export type JointState = 'awaitingConsent' | 'running' | 'awaitingDecision' | 'completed' | 'partlyCompleted' | 'ended'

/** States in which nothing more happens 全部办结. */
export const ENDED_STATES: readonly JointState[] = ['completed', 'partlyCompleted', 'ended']

/** Granted, it runs on while a licence is still to be made that another part waits for. */
function stateOfCase(known: PartCase, isGiver: boolean): PartState {
  if (failureOf(known)) return 'failed'
  if (known.outcome !== 'granted') return 'running'
  const isOver = known.status === 'concluded' || FINAL_STATUSES.includes(known.status)
  return isGiver && known.licence === null && !isOver ? 'running' : 'granted'
}

function statesOf(facts: ReadFacts): ReadonlyMap<string, PartState> {
  const { parts, cases, consents, needs, givers } = facts
  const troubles = troublesOf(facts)
  const stopped = facts.isWithdrawn === true || isStopped(troubles)
  const unheard = troubles.some(isUnheard)
  const states = new Map<string, PartState>()

  function stateOf(part: BundlePart): PartState {
    const known = states.get(part.code)
    if (known) return known
    // A validated bundle has no circle; this keeps one that has from turning for ever.
    states.set(part.code, 'waiting')
    const begun = cases[part.code]
    const state = begun ? stateOfCase(begun, givers.has(part.code)) : stateBefore(part)
    states.set(part.code, state)
    return state
  }
  function stateBefore({ code }: BundlePart): PartState {
    const { handOvers, roles } = needs.get(code) ?? { handOvers: [], roles: [] }
    const before = handOvers.map(({ from }) => {
      const giver = parts.find((candidate) => candidate.code === from)
      const state = giver ? stateOf(giver) : 'impossible'
      // Granted and over, and yet no licence: it will not come any more.
      return state === 'granted' && !cases[from]?.licence ? 'impossible' : state
    })
    if (stopped || before.some((state) => state === 'failed' || state === 'impossible')) return 'impossible'
    if (roles.some((role) => consents[role] === 'declined')) return 'impossible'
    if (unheard || before.some((state) => state !== 'granted')) return 'waiting'
    return roles.every((role) => consents[role] === 'given') ? 'ready' : 'waiting'
  }
  for (const part of parts) stateOf(part)
  return states
}

/** Where every part that applies stands. */
export const partStates = (facts: JointFacts): ReadonlyMap<string, PartState> => statesOf(readFacts(facts))

/** What a part waits for: licences of other parts, and second persons. */
export function waitsFor(facts: JointFacts, code: string): { parts: string[]; roles: string[] } {
  const { needs, cases, consents } = readFacts(facts)
  const { handOvers, roles } = needs.get(code) ?? { handOvers: [], roles: [] }
  return {
    parts: [...new Set(handOvers.map(({ from }) => from))].filter((from) => !cases[from]?.licence),
    roles: roles.filter((role) => consents[role] !== 'given'),
  }
}

/** Second persons on whose answer something hangs: a part that has not begun, and still may. */
export function rolesWaitedFor(facts: JointFacts): string[] {
  const { needs } = readFacts(facts)
  const mayBegin = [...partStates(facts)].flatMap(([code, state]) => (state === 'waiting' || state === 'ready' ? [code] : []))
  return [...new Set(mayBegin.flatMap((code) => needs.get(code)?.roles ?? []))]
}

/** A joint application 联办 as it follows from its parts, consents and decisions: everything its screens tell. */
export interface JointProgress {
  state: JointState
  parts: ReadonlyMap<string, PartState>
  troubles: Trouble[]
  /** Those about which the applicant is asked now: something could still begin. */
  open: Trouble[]
}

export function jointProgress(joint: JointFacts): JointProgress {
  const facts = readFacts(joint)
  const parts = statesOf(facts)
  const states = [...parts.values()]
  const troubles = troublesOf(facts)
  const mayBegin = states.some((state) => state === 'waiting' || state === 'ready')
  const open = mayBegin ? troubles.filter(isUnheard) : []
  return { state: stateOfAll(facts, states, open), parts, troubles, open }
}

function stateOfAll({ bundle, answers, consents }: ReadFacts, states: readonly PartState[], open: readonly Trouble[]): JointState {
  if (open.length > 0) return 'awaitingDecision'
  if (states.some((state) => state === 'running' || state === 'ready')) return 'running'
  if (states.includes('waiting')) {
    const pending = applicableRoles(bundle, answers).some(({ code }) => (consents[code] ?? 'pending') === 'pending')
    return pending ? 'awaitingConsent' : 'running'
  }
  if (states.every((state) => state === 'granted')) return 'completed'
  return states.includes('granted') ? 'partlyCompleted' : 'ended'
}

/** The state of the whole 联办状态, from its parts. */
export const jointState = (facts: JointFacts): JointState => jointProgress(facts).state

/** What went wrong and about which the applicant is asked now. */
export const openDecisions = (facts: JointFacts): Trouble[] => jointProgress(facts).open

/** Parts that may begin now, in the order of the bundle. */
export const readyParts = (facts: JointFacts): string[] => [...partStates(facts)].flatMap(([code, state]) => (state === 'ready' ? [code] : []))
