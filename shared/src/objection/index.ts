import * as z from 'zod/mini'
import { ANSWERABLE_SUMMARY, answerablePage, answerableView, ownAnswerable } from '../answerable'
import { paperCodeOf, REFUSING_PAPERS } from '../paper'
import type { ApplicationAction, Outcome } from '../application'

const named = z.object({ zh: z.string(), en: z.string() })

/** What the office found when it looked again 复核结论: it stays, or it is put right. */
export const ObjectionFinding = z.enum(['upheld', 'corrected'])
export type ObjectionFinding = z.infer<typeof ObjectionFinding>

const ANSWERED: readonly ApplicationAction[] = ['refuseAcceptance', 'returnCase', 'decide', 'lapse', 'lapseGap']
const isMove = (action: string): action is ApplicationAction => (ANSWERED as readonly string[]).includes(action)
/** Whether it is a decision against the applicant 不利决定, to which he may object: what a refusing paper is made of. */
export function isObjectable(action: string, outcome: Outcome | null): boolean {
  const code = isMove(action) ? paperCodeOf(action, outcome) : null
  return code !== null && REFUSING_PAPERS.includes(code)
}

const text = z.string().check(z.trim(), z.minLength(10), z.maxLength(1000))
/** 提出异议: to which move of the case, by its place in the history, and why. */
export const RaiseObjection = z.strictObject({ no: z.int().check(z.minimum(0), z.maximum(200)), text })
export type RaiseObjection = z.infer<typeof RaiseObjection>
/** 复核答复: what was found, in words he reads. */
export const AnswerObjection = z.strictObject({ finding: ObjectionFinding, text })
export type AnswerObjection = z.infer<typeof AnswerObjection>

/** An objection 异议 as whoever raised it sees it. */
export const OwnObjection = z.object({ text: z.string(), at: z.string(), ...ownAnswerable(ObjectionFinding) })
export type OwnObjection = z.infer<typeof OwnObjection>

/** Decisions of one case that went against him, each with its objection or until when there may be one. */
export const CaseObjections = z.object({
  applicationId: z.string(),
  number: z.nullable(z.string()),
  item: z.extend(named, { code: z.string() }),
  office: named,
  answerWithinDays: z.number(),
  decisions: z.array(
    z.object({ no: z.number(), action: z.string(), at: z.string(), until: z.string(), mayObject: z.boolean(), objection: z.nullable(OwnObjection) }),
  ),
})
export type CaseObjections = z.infer<typeof CaseObjections>

const summary = {
  ...ANSWERABLE_SUMMARY,
  /** The move it is about. */
  action: z.string(),
  decidedAt: z.string(),
  objectorMasked: z.string(),
}
/** An objection in a list. */
export const ObjectionSummary = z.object(summary)
export type ObjectionSummary = z.infer<typeof ObjectionSummary>
export const ObjectionPage = answerablePage(ObjectionSummary)
export type ObjectionPage = z.infer<typeof ObjectionPage>

/** One of them opened. */
export const ObjectionView = z.object({ ...summary, objectorName: z.string(), ...answerableView(ObjectionFinding) })
export type ObjectionView = z.infer<typeof ObjectionView>
