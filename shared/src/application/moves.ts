import { err, ok, type Result } from '../result'
import type { ApplicationStatus } from './status'

/** Who makes a move: the applicant or who acts for him, the window, whoever decides, whoever looks again at an objection 复核人, or the clock. */
export type Mover = 'applicant' | 'officer' | 'approver' | 'reviewer' | 'clock'

/** A paper 文书 that a move produces. */
export type PaperKind =
  | 'receipt'
  | 'supplementNotice'
  | 'acceptanceNotice'
  | 'gapNotice'
  | 'nonAcceptanceNotice'
  | 'returnNotice'
  | 'specialProcedureNotice'
  | 'extensionNotice'
  | 'decision'
  | 'terminationNotice'
  | 'revocationNotice'
  | 'deliveryReceipt'

interface MoveRule {
  from: readonly ApplicationStatus[]
  /** Null: the stage stays. */
  to: ApplicationStatus | null
  by: readonly Mover[]
  paper: PaperKind | null
}

const BEFORE_ACCEPTANCE: readonly ApplicationStatus[] = ['submitted', 'inPreReview']
const BEFORE_DECISION: readonly ApplicationStatus[] = [
  'submitted',
  'inPreReview',
  'supplementing',
  'supplied',
  'accepted',
  'deemedAccepted',
  'gapAccepted',
  'inReview',
  'suspended',
]

/** 办件状态表: what may follow what, who does it, and on which paper. The phone and the window ask it which buttons to show. */
export const MOVES = {
  /** 提交. */
  submit: { from: ['draft'], to: 'submitted', by: ['applicant', 'officer'], paper: 'receipt' },
  /** 预审: an officer takes it up. */
  takeUp: { from: ['submitted'], to: 'inPreReview', by: ['officer'], paper: null },
  /** 一次性告知补正: once, and everything. Source: 行政许可法 art. 32(4). */
  requestSupplement: { from: BEFORE_ACCEPTANCE, to: 'supplementing', by: ['officer'], paper: 'supplementNotice' },
  /** 补交材料. */
  supply: { from: ['supplementing'], to: 'supplied', by: ['applicant', 'officer'], paper: 'receipt' },
  /** Nothing came by its day: 逾期未补正终止. */
  lapse: { from: ['supplementing'], to: 'lapsed', by: ['clock'], paper: 'terminationNotice' },
  /** 受理; of what was supplied in full it must (art. 32(5)). */
  accept: { from: [...BEFORE_ACCEPTANCE, 'supplied'], to: 'accepted', by: ['officer'], paper: 'acceptanceNotice' },
  /** 容缺受理: only secondary materials are missing, and the applicant has committed himself. */
  acceptWithGaps: { from: [...BEFORE_ACCEPTANCE, 'supplied'], to: 'gapAccepted', by: ['officer'], paper: 'gapNotice' },
  /** 视为受理: not told in time, so it counts as accepted from the day it came. Source: 行政许可法 art. 32(4), 行政许可 only. */
  deemAccepted: { from: BEFORE_ACCEPTANCE, to: 'deemedAccepted', by: ['clock'], paper: 'acceptanceNotice' },
  /** 不予受理: needs no permission, or not this office's; then the right office is named. Source: art. 32(1), (2). */
  refuseAcceptance: { from: [...BEFORE_ACCEPTANCE, 'supplied'], to: 'notAccepted', by: ['officer'], paper: 'nonAcceptanceNotice' },
  /** 退件: what was sent cannot be handled as it is. */
  returnCase: { from: [...BEFORE_ACCEPTANCE, 'supplied'], to: 'returned', by: ['officer'], paper: 'returnNotice' },
  /** 审批. */
  startReview: { from: ['accepted', 'deemedAccepted', 'gapAccepted'], to: 'inReview', by: ['officer', 'approver'], paper: null },
  /** 容缺材料补齐. */
  fillGap: { from: ['gapAccepted', 'deemedAccepted', 'inReview', 'suspended'], to: null, by: ['applicant', 'officer'], paper: 'receipt' },
  /** 容缺逾期: what was promised did not come. */
  lapseGap: { from: ['gapAccepted', 'deemedAccepted', 'inReview', 'suspended'], to: 'returned', by: ['clock'], paper: 'terminationNotice' },
  /** 特别程序: hearing, inspection, expert review; the clock stands still and the applicant is told for how long. Source: art. 45. */
  suspend: { from: ['inReview'], to: 'suspended', by: ['officer', 'approver'], paper: 'specialProcedureNotice' },
  resume: { from: ['suspended'], to: 'inReview', by: ['officer', 'approver'], paper: null },
  /** 延长期限, by whom the law names. Source: art. 42. */
  extend: { from: ['inReview'], to: null, by: ['approver'], paper: 'extensionNotice' },
  /** 拟办意见: the first of two persons. */
  propose: { from: ['inReview'], to: null, by: ['officer', 'approver'], paper: null },
  /** 决定. */
  decide: { from: ['inReview'], to: 'decided', by: ['approver'], paper: 'decision' },
  /** 视为准予延续: no decision before the licence ran out. Source: art. 50. */
  deemRenewed: {
    from: ['submitted', 'inPreReview', 'supplied', 'accepted', 'deemedAccepted', 'gapAccepted', 'inReview', 'suspended'],
    to: 'deemedRenewed',
    by: ['clock'],
    paper: 'decision',
  },
  /** 办结: papers made, licences issued. */
  conclude: { from: ['decided', 'deemedRenewed'], to: 'concluded', by: ['officer', 'approver', 'clock'], paper: null },
  /** 邮寄改为自取: the letter came back or the post will not take it, so the result waits at the window. */
  fetchInstead: { from: ['concluded'], to: null, by: ['clock'], paper: null },
  /** 送达. Source: art. 44. */
  deliver: { from: ['concluded'], to: 'delivered', by: ['officer', 'applicant', 'clock'], paper: 'deliveryReceipt' },
  /** 撤销原决定, 重新办理: an objection to its not having been taken was right, so it is as on the day it came. */
  handleAnew: { from: ['notAccepted', 'returned', 'lapsed'], to: 'submitted', by: ['reviewer'], paper: 'revocationNotice' },
  /** 撤销原决定, 重新审查: an objection to a refusal was right; it stays accepted and is decided again. */
  reviewAnew: { from: ['decided', 'concluded'], to: 'accepted', by: ['reviewer'], paper: 'revocationNotice' },
  /** 撤回. */
  withdraw: { from: BEFORE_DECISION, to: 'withdrawn', by: ['applicant'], paper: null },
} as const satisfies Record<string, MoveRule>

export type ApplicationAction = keyof typeof MOVES
export const APPLICATION_ACTIONS = Object.keys(MOVES) as ApplicationAction[]

const ruleOf = (action: ApplicationAction): MoveRule => MOVES[action]

/** Why the table refuses. */
export type TableRefusal =
  { reason: 'notNow'; status: ApplicationStatus; action: ApplicationAction } | { reason: 'notYours'; action: ApplicationAction; by: Mover }

/** Where `action` leads from `status`, by the table alone. */
export function nextStatus(status: ApplicationStatus, action: ApplicationAction, by: Mover): Result<ApplicationStatus, TableRefusal> {
  const rule = ruleOf(action)
  if (!rule.from.includes(status)) return err({ reason: 'notNow', status, action })
  if (!rule.by.includes(by)) return err({ reason: 'notYours', action, by })
  return ok(rule.to ?? status)
}

/** What somebody may do now 可办操作, by the table alone. */
export const actionsFor = (status: ApplicationStatus, by: Mover): ApplicationAction[] =>
  APPLICATION_ACTIONS.filter((action) => nextStatus(status, action, by).ok)

/** The paper a move produces. */
export const paperOf = (action: ApplicationAction): PaperKind | null => ruleOf(action).paper
