import * as z from 'zod/mini'

/**
 * Stage of one application 办件: 草稿, 已提交(收件), 预审, 待补正, 已补正, 受理, 视为受理, 容缺受理, 不予受理, 退件, 审批中, 特别程序,
 * 已决定, 办结, 已送达, 已撤回, 逾期未补正终止, 视为准予延续. Source: domain.md §7 and 行政许可法 art. 32–50.
 */
export const ApplicationStatus = z.enum([
  'draft',
  'submitted',
  'inPreReview',
  'supplementing',
  'supplied',
  'accepted',
  'deemedAccepted',
  'gapAccepted',
  'notAccepted',
  'returned',
  'inReview',
  'suspended',
  'decided',
  'deemedRenewed',
  'concluded',
  'delivered',
  'withdrawn',
  'lapsed',
])
export type ApplicationStatus = z.infer<typeof ApplicationStatus>

/** Stages nothing follows, unless an objection to how it ended was right 撤销原决定. */
export const FINAL_STATUSES: readonly ApplicationStatus[] = ['notAccepted', 'returned', 'delivered', 'withdrawn', 'lapsed']

/** Stages in which the office has taken the case on 已受理: its decision is owed. */
export const ACCEPTED_STATUSES: readonly ApplicationStatus[] = ['accepted', 'deemedAccepted', 'gapAccepted', 'inReview', 'suspended']

/** Stages in which a case may be passed on to another office 转办: the office has it in hand and nothing stands still. */
const TRANSFERABLE: readonly ApplicationStatus[] = ['submitted', 'inPreReview', 'supplied', 'accepted', 'deemedAccepted', 'gapAccepted', 'inReview']
export const isTransferable = (status: ApplicationStatus): boolean => TRANSFERABLE.includes(status)

/** How a result that is not electronic alone is handed over 送达方式: fetched at the window 窗口自取, or by post 邮寄. */
export const HandOver = z.enum(['pickUp', 'post'])
export type HandOver = z.infer<typeof HandOver>

/** Outcome of a decision 决定: 准予 or 不予. */
export const Outcome = z.enum(['granted', 'refused'])
export type Outcome = z.infer<typeof Outcome>
