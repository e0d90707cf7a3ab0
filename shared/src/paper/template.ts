import * as z from 'zod/mini'
import { readContent, type ContentProblem, type SayProblem } from '../content'
import type { Result } from '../result'
import { ALWAYS_FACTS, SENTENCE_FACTS, type SentenceFact } from './facts'

/**
 * Papers 文书 that the states of a case produce (domain.md §7): 接收凭证, 补正材料告知书, 受理通知书, 容缺受理通知书, 不予受理告知书, 退件告知书,
 * 特别程序告知书, 延长期限告知书, 准予决定书, 不予决定书, 终止办理告知书, 撤销决定告知书, 送达回证.
 */
export const PaperCode = z.enum([
  'receipt',
  'supplementNotice',
  'acceptanceNotice',
  'gapNotice',
  'nonAcceptanceNotice',
  'returnNotice',
  'specialProcedureNotice',
  'extensionNotice',
  'grantDecision',
  'refusalDecision',
  'terminationNotice',
  'revocationNotice',
  'deliveryReceipt',
])
export type PaperCode = z.infer<typeof PaperCode>

/** Papers that refuse 不利决定: each states reasons and the ways on (domain.md §6). */
export const REFUSING_PAPERS: readonly PaperCode[] = ['nonAcceptanceNotice', 'returnNotice', 'refusalDecision', 'terminationNotice']

const named = z.strictObject({ zh: z.string().check(z.minLength(1), z.maxLength(400)), en: z.string().check(z.minLength(1), z.maxLength(600)) })
/** A fact that may be missing; a list counts as there when something stands in it. */
const Guard = z.enum([...SENTENCE_FACTS, 'silent', 'late', 'handedIn', 'asked'])

/** A piece of a paper: a sentence with facts in braces, or a list of materials. */
const Paragraph = z.strictObject({
  text: z.optional(named),
  list: z.optional(z.enum(['handedIn', 'asked'])),
  when: z.optional(Guard),
  unless: z.optional(Guard),
})

/** A paper 文书样式 as versioned data; what was made keeps its version. */
export const PaperTemplate = z.strictObject({
  code: PaperCode,
  version: z.int().check(z.minimum(1)),
  title: named,
  /** Where it is a licence of the state 行政许可 that is granted or refused; else the title above. */
  permitTitle: z.optional(named),
  /** 文号代字: the characters in the paper's number. */
  mark: z.string().check(z.regex(/^[\u4e00-\u9fff]{1,4}$/)),
  paragraphs: z.array(Paragraph).check(z.minLength(1), z.maxLength(12)),
  /** Reconsideration and court 救济途径: what, where, within what time. */
  remedies: z.nullable(named),
  /** Whether the office's seal stands on it. */
  sealed: z.boolean(),
})
export type PaperTemplate = z.infer<typeof PaperTemplate>

/** A fact in braces. */
export const PLACE = /\{([^{}]*)\}/g
export const factsNamedIn = (text: string): string[] => [...text.matchAll(PLACE)].map(([, name = '']) => name)

function checkSentences({ paragraphs, title, permitTitle, remedies }: PaperTemplate, say: SayProblem): void {
  const check = (pointer: string, text: { zh: string; en: string }, sure: readonly string[]) => {
    for (const language of ['zh', 'en'] as const)
      for (const name of factsNamedIn(text[language])) {
        if (!SENTENCE_FACTS.includes(name as SentenceFact)) say(`${pointer}/${language}`, `没有内容 ${name}|no fact ${name}`)
        else if (!sure.includes(name)) say(`${pointer}/${language}`, `${name} 可能没有：要写明什么时候用|${name} may be missing: say when`)
      }
  }
  check('/title', title, [])
  if (permitTitle) check('/permitTitle', permitTitle, [])
  if (remedies) check('/remedies', remedies, ALWAYS_FACTS)
  paragraphs.forEach(({ text, list, when }, i) => {
    if ((text === undefined) === (list === undefined)) say(`/paragraphs/${i}`, '写一段文字或一个列表|a text or a list')
    if (text) check(`/paragraphs/${i}/text`, text, when ? [...ALWAYS_FACTS, when] : ALWAYS_FACTS)
  })
}

function checkRefusal({ code, remedies, paragraphs }: PaperTemplate, say: SayProblem): void {
  if (!REFUSING_PAPERS.includes(code)) return
  if (!/60 日|六十日/.test(remedies?.zh ?? '') || !/6 个月|六个月/.test(remedies?.zh ?? ''))
    say('/remedies', '要写明 60 日内行政复议、6 个月内行政诉讼|行政复议 within 60 days and 行政诉讼 within 6 months are to be named')
  if (!paragraphs.some(({ text, list }) => list === 'asked' || (text && factsNamedIn(text.zh).includes('reason'))))
    say('/paragraphs', '要写明理由|the reasons are to be stated')
}

/** A template file read and checked. @returns every problem at once, with its JSON pointer */
export const validatePaperTemplate = (raw: unknown): Result<PaperTemplate, ContentProblem[]> => readContent(PaperTemplate, raw, [checkSentences, checkRefusal])
