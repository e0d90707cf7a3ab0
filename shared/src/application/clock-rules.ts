import * as z from 'zod/mini'
import { ContentCode } from '../content'

/**
 * 事项类型 (domain.md §5, §6): 行政许可, 行政确认, 行政给付, 行政征收, 行政裁决, 行政奖励, 其他行政权力, 公共服务.
 * The clocks of the Administrative Licensing Law bind the first alone.
 */
export const ItemKind = z.enum(['permit', 'confirmation', 'payment', 'levy', 'adjudication', 'reward', 'otherPower', 'publicService'])
export type ItemKind = z.infer<typeof ItemKind>

const days = z.int().check(z.minimum(1), z.maximum(365))
const basis = z.string().check(z.minLength(1), z.maxLength(120))

/** A limit in working days and what it rests on. */
const Limit = z.strictObject({ days, basis })

/** Who may lengthen a limit 延期批准人: the head of the body itself, or of the people's government at that level (art. 42). */
export const ExtensionApprover = z.enum(['headOfBody', 'headOfGovernment'])
export type ExtensionApprover = z.infer<typeof ExtensionApprover>

/** A procedure whose time is not counted 特别程序: 听证, 招标, 拍卖, 检验, 检测, 检疫, 鉴定, 专家评审 and what an item names itself. Source: art. 45. */
export const SpecialProcedure = z.strictObject({
  code: ContentCode,
  zh: z.string().check(z.minLength(1), z.maxLength(30)),
  en: z.string().check(z.minLength(1), z.maxLength(60)),
  /** The most it may take, in calendar days. */
  maxDays: days,
})
export type SpecialProcedure = z.infer<typeof SpecialProcedure>

/**
 * The clocks of an item 时限规则 as data. Working days, except where the name says calendar days.
 * A 行政许可 cannot ask for other days than the law's: `permitProblems`.
 */
export const ClockRules = z.strictObject({
  kind: ItemKind,
  /** Until it must be said what is missing 补正告知期限. */
  noticeOfGaps: Limit,
  /** Past that day: accepted as of the day it came 视为受理 (行政许可), or the supervisor is told. */
  silence: z.enum(['deemAccepted', 'remind']),
  /** Calendar days the applicant has to supply 补正期限. */
  supplementCalendarDays: days,
  /** 法定办结时限. */
  legal: Limit,
  /** 承诺办结时限, never longer than the legal one. */
  promise: Limit,
  /** 可延长: by how much and by whose leave; null where no rule allows it. */
  extension: z.nullable(z.strictObject({ days, approver: ExtensionApprover, basis })),
  /** 送达期限 after the decision. */
  delivery: Limit,
  /** 容缺受理: materials may be brought later, within so many working days; null where the item does not allow it. */
  gapDays: z.nullable(days),
  specialProcedures: z.array(SpecialProcedure).check(z.maxLength(10)),
  /** 延续: asked for to renew a licence that runs out (art. 50). */
  renews: z.boolean(),
  /** How many natural persons decide 一人 or 两人. */
  decisionPersons: z.union([z.literal(1), z.literal(2)]),
})
export type ClockRules = z.infer<typeof ClockRules>

/** Limits of 行政许可: art. 32(4) 5 days, art. 42 20 (+10) or jointly 45 (+15), art. 44 10 days. */
const PERMIT = { notice: 5, single: 20, singleMore: 10, joint: 45, jointMore: 15, delivery: 10 }

/** What is wrong with the clocks of an item, «clock: 中文|English» each; empty when nothing is. */
export function clockProblems({ rules, joint = false }: { rules: ClockRules; joint?: boolean }): string[] {
  const problems: string[] = []
  const { kind, promise, legal, gapDays, extension } = rules
  if (promise.days > legal.days) problems.push('promise: 承诺时限超过法定时限|longer than the legal limit')
  if (gapDays !== null && gapDays > promise.days) problems.push('gapDays: 容缺材料不能晚于承诺办结日|materials may not come later than the promised day')
  if (kind === 'permit') {
    if (rules.noticeOfGaps.days > PERMIT.notice) problems.push('noticeOfGaps: 行政许可法第三十二条第四项只给 5 日|行政许可法 art. 32(4) allows 5 days')
    if (rules.silence !== 'deemAccepted') problems.push('silence: 行政许可逾期不告知即视为受理（第三十二条第四项）|is acceptance for 行政许可, art. 32(4)')
    if (legal.days > (joint ? PERMIT.joint : PERMIT.single))
      problems.push(`legal: 第四十二条只给 ${joint ? PERMIT.joint : PERMIT.single} 日|art. 42 allows ${joint ? PERMIT.joint : PERMIT.single} days`)
    if (rules.delivery.days > PERMIT.delivery) problems.push('delivery: 第四十四条只给 10 日|art. 44 allows 10 days')
    if (extension && extension.days > (joint ? PERMIT.jointMore : PERMIT.singleMore))
      problems.push(
        `extension: 第四十二条只许延长 ${joint ? PERMIT.jointMore : PERMIT.singleMore} 日|art. 42 allows ${joint ? PERMIT.jointMore : PERMIT.singleMore} days`,
      )
    const leave = joint ? 'headOfGovernment' : 'headOfBody'
    if (extension && extension.approver !== leave)
      problems.push(`extension: 第四十二条要${joint ? '本级人民政府负责人' : '本机关负责人'}批准|art. 42 asks for the leave of the ${leave}`)
  } else {
    if (rules.silence === 'deemAccepted') problems.push('silence: 只有行政许可才能逾期视为受理|is acceptance for 行政许可 alone')
    if (rules.renews) problems.push('renews: 只有行政许可才能视为准予延续（第五十条）|renewal by silence is for 行政许可 alone, art. 50')
  }
  return problems
}
