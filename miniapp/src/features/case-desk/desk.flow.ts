import { StaffMove, type CaseView, type Outcome, type QueuedApplication } from '@zsb/shared/application'
import * as z from 'zod/mini'
import type { Tone } from '@/ui'

export type DeskAction = StaffMove['action']

/** In the order they stand on the bar; what refuses comes last. */
const ORDER: readonly DeskAction[] = [
  'takeUp',
  'accept',
  'startReview',
  'decide',
  'propose',
  'requestSupplement',
  'resume',
  'suspend',
  'returnCase',
  'refuseAcceptance',
]

/** A key of the keyboard for each, shown on its button. */
export const DESK_KEYS: Record<DeskAction, string> = {
  takeUp: 'T',
  accept: 'A',
  startReview: 'S',
  decide: 'D',
  propose: 'P',
  requestSupplement: 'B',
  resume: 'U',
  suspend: 'H',
  returnCase: 'X',
  refuseAcceptance: 'R',
}

/** Moves that need nothing but themselves and tell the applicant nothing that could be worded otherwise. */
export const AT_ONCE: readonly DeskAction[] = ['takeUp', 'startReview', 'resume']
/** Never filled, alone at the end of the bar. */
export const REFUSING: readonly DeskAction[] = ['returnCase', 'refuseAcceptance']

/** The buttons of a case: what the server says this person may do, and no other. The first is the likely one. */
export const buttonsOf = ({ actions }: Pick<CaseView, 'actions'>): DeskAction[] => ORDER.filter((action) => actions.includes(action))

/** What is filled in for a move, as typed; `materials` is the reason by code of each material asked for. */
export interface MoveTyped {
  note: string
  rightOffice: string
  procedure: string
  days: string
  outcome: string
  /** JSON of a record from code to reason. */
  materials: string
}

export function reasonsOf({ materials }: Pick<MoveTyped, 'materials'>): Record<string, string> {
  try {
    return materials === '' ? {} : z.parse(z.record(z.string(), z.string()), JSON.parse(materials))
  } catch {
    return {}
  }
}

export const outcomeOf = (typed: string): Outcome | undefined => (typed === 'granted' || typed === 'refused' ? typed : undefined)

function drafted(action: DeskAction, typed: MoveTyped): unknown {
  const note = typed.note.trim()
  switch (action) {
    case 'requestSupplement':
      return { action, materials: Object.entries(reasonsOf(typed)).map(([code, reason]) => ({ code, reason })) }
    case 'refuseAcceptance':
      return { action, note, ...(typed.rightOffice.trim() && { rightOffice: typed.rightOffice }) }
    case 'returnCase':
      return { action, note }
    case 'suspend':
      return { action, procedure: typed.procedure, expectedDays: Number(typed.days || Number.NaN), note }
    case 'propose':
    case 'decide':
      return { action, outcome: outcomeOf(typed.outcome), ...((note !== '' || typed.outcome === 'refused') && { note }) }
    default:
      return { action }
  }
}

/** A move as it will be sent, or the parts that are still wrong: `note`, `outcome`, `materials/<code>` … */
export function readMove(action: DeskAction, typed: MoveTyped): { move: StaffMove } | { wrong: ReadonlySet<string> } {
  const body = drafted(action, typed)
  const parsed = z.safeParse(StaffMove, body)
  if (parsed.success) return { move: parsed.data }
  const chosen = Object.keys(reasonsOf(typed))
  return {
    wrong: new Set(
      parsed.error.issues.map(({ path }) => (path[0] === 'materials' && typeof path[1] === 'number' ? `materials/${chosen[path[1]] ?? ''}` : String(path[0]))),
    ),
  }
}

/** How near the end of a clock is, to the eye: red once it is over, amber for the last three days. */
export function toneOfClock(clock: QueuedApplication['clock']): Tone {
  if (!clock || clock.daysLeft === null) return 'plain'
  return clock.daysLeft < 0 ? 'bad' : clock.daysLeft <= 3 ? 'warn' : 'info'
}
