import {
  AssignCase,
  DeliverByDocument,
  ExtendLimit,
  StaffMove,
  TransferCase,
  type CaseView,
  type Outcome,
  type QueuedApplication,
} from '@zsb/shared/application'
import * as z from 'zod/mini'
import type { Tone } from '@/ui'

/** What the desk sends: a move of the window, or what has an address and a permission of its own. */
export type DeskMove =
  | StaffMove
  | ({ action: 'deliverByDocument' } & Omit<DeliverByDocument, 'version'>)
  | ({ action: 'extend' } & Omit<ExtendLimit, 'version'>)
  | ({ action: 'assign' } & Omit<AssignCase, 'version'>)
  | ({ action: 'transfer' } & Omit<TransferCase, 'version'>)
export type DeskAction = DeskMove['action']
const OWN_ADDRESS = {
  deliverByDocument: z.extend(z.omit(DeliverByDocument, { version: true }), { action: z.literal('deliverByDocument') }),
  extend: z.extend(z.omit(ExtendLimit, { version: true }), { action: z.literal('extend') }),
  assign: z.extend(z.omit(AssignCase, { version: true }), { action: z.literal('assign') }),
  transfer: z.extend(z.omit(TransferCase, { version: true }), { action: z.literal('transfer') }),
}
const hasOwnAddress = (action: DeskAction): action is keyof typeof OWN_ADDRESS => Object.hasOwn(OWN_ADDRESS, action)
const schemaOf = (action: DeskAction) => (hasOwnAddress(action) ? OWN_ADDRESS[action] : StaffMove)

/** In the order they stand on the bar; what refuses comes last. */
const ORDER: readonly DeskAction[] = [
  'takeUp',
  'accept',
  'acceptWithGaps',
  'fillGap',
  'deliver',
  'deliverByDocument',
  'startReview',
  'decide',
  'propose',
  'requestSupplement',
  'resume',
  'suspend',
  'extend',
  'assign',
  'transfer',
  'returnCase',
  'refuseAcceptance',
]

/** A key of the keyboard for each, shown on its button. */
export const DESK_KEYS: Record<DeskAction, string> = {
  takeUp: 'T',
  accept: 'A',
  acceptWithGaps: 'G',
  fillGap: 'F',
  deliver: 'D',
  deliverByDocument: 'I',
  startReview: 'S',
  decide: 'D',
  propose: 'P',
  requestSupplement: 'B',
  resume: 'U',
  suspend: 'H',
  extend: 'E',
  assign: 'J',
  transfer: 'Z',
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
  /** Why it is not accepted 不予受理: `notOurs` 不属于本机关职权, or `other`. */
  ground: string
  rightOffice: string
  procedure: string
  days: string
  outcome: string
  /** JSON of a record from code to reason. */
  materials: string
  /** 容缺: `yes` once he has signed the commitment on paper. */
  signed: string
  /** 取件码 as it was read out. */
  code: string
  /** Number of the document that was shown. */
  number: string
  /** 批准文号 of the head of the government. */
  leave: string
  /** Whom or where it is passed on to 转办. */
  to: string
}

export const UNWRITTEN: MoveTyped & Record<string, string> = {
  note: '',
  ground: '',
  rightOffice: '',
  procedure: '',
  days: '',
  outcome: '',
  materials: '',
  signed: '',
  code: '',
  number: '',
  leave: '',
  to: '',
}

export function reasonsOf({ materials }: Pick<MoveTyped, 'materials'>): Record<string, string> {
  try {
    return materials === '' ? {} : z.parse(z.record(z.string(), z.string()), JSON.parse(materials))
  } catch {
    return {}
  }
}

/** What the applicant has promised to bring later is part of what is asked for and of what follows: it cannot be left out. */
export function withPromised(typed: MoveTyped, { action, materials, reason }: Pick<CaseView, 'materials'> & { action: DeskAction; reason: string }): MoveTyped {
  const promised = materials.filter((material) => material.promised)
  if (promised.length === 0 || (action !== 'requestSupplement' && action !== 'acceptWithGaps')) return typed
  const owed = Object.fromEntries(promised.map(({ code }) => [code, action === 'requestSupplement' ? reason : '']))
  return { ...typed, materials: JSON.stringify({ ...owed, ...reasonsOf(typed) }) }
}

export const outcomeOf = (typed: string): Outcome | undefined => (typed === 'granted' || typed === 'refused' ? typed : undefined)

function drafted(action: DeskAction, typed: MoveTyped): unknown {
  const note = typed.note.trim()
  switch (action) {
    case 'requestSupplement':
      return { action, materials: Object.entries(reasonsOf(typed)).map(([code, reason]) => ({ code, reason })) }
    case 'acceptWithGaps':
      return { action, materials: Object.keys(reasonsOf(typed)), days: Number(typed.days || Number.NaN), signedOnPaper: typed.signed === 'yes' }
    case 'refuseAcceptance':
      return { action, note, ground: typed.ground, ...(typed.ground === 'notOurs' && { rightOffice: typed.rightOffice }) }
    case 'returnCase':
      return { action, note }
    case 'suspend':
      return { action, procedure: typed.procedure, expectedDays: Number(typed.days || Number.NaN), note }
    case 'deliver':
      return { action, code: typed.code.replace(/\s/g, '') }
    case 'deliverByDocument':
      return { action, number: typed.number.replace(/\s/g, ''), note }
    case 'assign':
      return { action, staffId: typed.to }
    case 'transfer':
      return { action, office: typed.to, note }
    case 'extend':
      return { action, days: Number(typed.days || Number.NaN), note, ...(typed.leave.trim() && { leave: typed.leave }) }
    case 'propose':
    case 'decide':
      return { action, outcome: outcomeOf(typed.outcome), ...((note !== '' || typed.outcome === 'refused') && { note }) }
    default:
      return { action }
  }
}

interface Known {
  /** Codes of the materials that the applicant has committed himself to bring later. */
  promised?: readonly string[]
  /** The head of the government gives leave, so the number of his paper is asked for. */
  needsLeave?: boolean
}

/** A move as it will be sent, or the parts that are still wrong: `note`, `outcome`, `materials/<code>` … */
export function readMove(
  action: DeskAction,
  typed: MoveTyped,
  { promised = [], needsLeave = false }: Known = {},
): { move: DeskMove } | { wrong: ReadonlySet<string> } {
  const body = drafted(action, typed)
  const unfilled = action === 'extend' && needsLeave && typed.leave.trim() === '' ? ['leave'] : []
  const parsed = z.safeParse(schemaOf(action), body)
  if (parsed.success) {
    const move = parsed.data
    const isUnsigned = move.action === 'acceptWithGaps' && !move.signedOnPaper && !move.materials.every((code) => promised.includes(code))
    const wrong = isUnsigned ? ['signed'] : unfilled
    return wrong.length > 0 ? { wrong: new Set(wrong) } : { move }
  }
  const chosen = Object.keys(reasonsOf(typed))
  return {
    wrong: new Set([
      ...unfilled,
      ...parsed.error.issues.map(({ path }) =>
        path[0] === 'materials' && typeof path[1] === 'number' ? `materials/${chosen[path[1]] ?? ''}` : String(path[0]),
      ),
    ]),
  }
}

/** How near the end of a clock is, to the eye: red once it is over, amber for the last three days. */
export function toneOfClock(clock: QueuedApplication['clock']): Tone {
  if (!clock || clock.daysLeft === null) return 'plain'
  return clock.daysLeft < 0 ? 'bad' : clock.daysLeft <= 3 ? 'warn' : 'info'
}
