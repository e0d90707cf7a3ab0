import * as z from 'zod/mini'
import { isCalendarDate } from '../time'

const line = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))
const words = z.strictObject({ zh: line(80), en: line(120) })
const Day = z.string().check(z.refine(isCalendarDate, 'YYYY-MM-DD'))

/** 文号, such as 临疾控发〔2026〕21号: no notice of an authority counts without one. */
export const DocumentNumber = z.string().check(z.regex(/^[\p{Script=Han}A-Za-z]{2,20}〔\d{4}〕\d{1,5}号$/u))

/** Code of a division 行政区划代码: district by six digits (GB/T 2260), town or street by nine (GB/T 10114). */
export const DivisionCode = z.string().check(z.regex(/^\d{6}(\d{3})?$/))

/** Whether `code` lies in `area`: codes nest by their digits, and pairs of zeros at the end of six mean the whole city or province. */
export const liesIn = (code: string, area: string): boolean => code.startsWith(area.length === 6 ? area.replace(/(?:00)+$/, '') : area)

/** 风险等级: an area that is watched 关注区域, of medium risk 中风险, of high risk 高风险. */
export const RiskLevel = z.enum(['watched', 'medium', 'high'])
export type RiskLevel = z.infer<typeof RiskLevel>

/** 风险区域公告: it is about a place, not about anybody. */
const RiskAreaNotice = z.strictObject({
  kind: z.literal('riskArea'),
  area: z.strictObject({ code: DivisionCode, ...words.shape }),
  level: RiskLevel,
  from: Day,
  /** Last day; null while it is open. */
  until: z.nullable(Day),
})
/** 检测结果. */
const TestNotice = z.strictObject({ kind: z.literal('test'), result: z.enum(['negative', 'positive']), sampledAt: z.iso.datetime() })
/** 接触者认定: close contact 密切接触者, contact of one 次密切接触者. */
const ContactNotice = z.strictObject({ kind: z.literal('contact'), category: z.enum(['close', 'secondary']), lastContactOn: Day })
/** 医学观察告知 and 解除医学观察告知: under observation from a day to a day, or released from it on a day. */
const IsolationNotice = z.strictObject({ kind: z.literal('isolation'), state: z.enum(['begun', 'released']), from: Day, until: z.nullable(Day) })

/** What an authority says 依据内容. */
export const EvidenceContent = z
  .discriminatedUnion('kind', [RiskAreaNotice, TestNotice, ContactNotice, IsolationNotice])
  .check(z.refine((content) => !('until' in content) || content.until === null || content.from <= content.until, 'ends before it begins'))
export type EvidenceContent = z.infer<typeof EvidenceContent>
export type EvidenceKind = EvidenceContent['kind']
export const EVIDENCE_KINDS = ['riskArea', 'test', 'contact', 'isolation'] as const satisfies readonly EvidenceKind[]

/** A piece of evidence 依据 as the rules look at it: what was signed, by whom, under which document, and since when it is known here. */
export const HealthEvidence = z.strictObject({
  id: z.string(),
  documentNumber: DocumentNumber,
  authority: words,
  /** When it came in; before that nobody could know it. */
  at: z.iso.datetime(),
  content: EvidenceContent,
})
export type HealthEvidence = z.infer<typeof HealthEvidence>
