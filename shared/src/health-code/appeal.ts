import * as z from 'zod/mini'
import { ANSWERABLE_SUMMARY, answerablePage, answerableView } from '../answerable'
import { Ulid } from '../ulid'
import { CaseUpload } from '../upload'
import { checkCharacter } from '../verification'
import { ColourView } from './colour'

/** Number of an appeal 申诉编号 as a person reads it, with a check character (GB/T 17710); never used for access. */
export const AppealNumber = z.string().check(z.regex(/^SS-\d{8}-[0-9A-Z]{6}-[0-9A-Z]$/))

/**
 * @param day calendar date in Asia/Shanghai, YYYY-MM-DD
 * @param random six characters of the alphabet of receipts, drawn by the server
 */
export function buildAppealNumber({ day, random }: { day: string; random: string }): string {
  const date = day.replace(/-/g, '')
  return `SS-${date}-${random}-${checkCharacter(`SS${date}${random}`)}`
}

/** The files of an appeal are sent under this name. */
export const APPEAL_MATERIAL = 'healthAppeal'
export const MOST_APPEAL_FILES = 6

const text = z.string().check(z.trim(), z.minLength(10), z.maxLength(1000))
/** 申诉: why the colour is wrong, with what shows it. For oneself or one's child. */
export const RaiseAppeal = z.strictObject({ personId: Ulid, text, files: z.array(Ulid).check(z.maxLength(MOST_APPEAL_FILES)) })
export type RaiseAppeal = z.infer<typeof RaiseAppeal>

/** 核查结论: the colour was changed by hand, or it stays. */
export const AppealFinding = z.enum(['changed', 'upheld'])
export type AppealFinding = z.infer<typeof AppealFinding>
/** 答复: what was found, in words the person reads. */
export const AnswerAppeal = z.strictObject({ finding: AppealFinding, text })
export type AnswerAppeal = z.infer<typeof AnswerAppeal>

/** An appeal as the person sees it who waits. */
export const OwnAppeal = z.object({
  id: z.string(),
  number: z.string(),
  text: z.string(),
  files: z.array(CaseUpload),
  at: z.string(),
  state: z.enum(['open', 'answered', 'withdrawn']),
  /** Instant by which it is answered. */
  dueAt: z.string(),
  overdue: z.boolean(),
  finding: z.nullable(AppealFinding),
  answer: z.nullable(z.string()),
  answeredAt: z.nullable(z.string()),
})
export type OwnAppeal = z.infer<typeof OwnAppeal>

export const OwnAppeals = z.object({
  answerWithinHours: z.number(),
  /** Yellow or red now, and no appeal waits. */
  mayAppeal: z.boolean(),
  items: z.array(OwnAppeal),
})
export type OwnAppeals = z.infer<typeof OwnAppeals>

const summary = { ...ANSWERABLE_SUMMARY, personMasked: z.string(), dueAt: z.string() }
export const AppealSummary = z.object(summary)
export type AppealSummary = z.infer<typeof AppealSummary>
export const AppealPage = answerablePage(AppealSummary)
export type AppealPage = z.infer<typeof AppealPage>

/** One of them opened: with the colour as it is now and why. */
export const AppealView = z.object({
  ...summary,
  ...answerableView(AppealFinding),
  appellantName: z.string(),
  personName: z.string(),
  files: z.array(CaseUpload),
  colour: ColourView,
  /** Changes by hand that rest on it. */
  overrides: z.array(z.object({ id: z.string(), state: z.enum(['pending', 'done', 'over', 'revoked', 'refused', 'expired']) })),
})
export type AppealView = z.infer<typeof AppealView>
