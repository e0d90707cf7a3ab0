import * as z from 'zod/mini'
import { ANSWERABLE_SUMMARY, answerablePage, answerableView, ownAnswerable } from '../answerable'
import { ContentCode } from '../content'
import { RatingLevel } from './level'

const named = z.object({ zh: z.string(), en: z.string() })
const coded = { code: z.string(), zh: z.string(), en: z.string() }

/** What the office found when it called back 核实结论: as it was said, in part, not so; or nobody could be reached. */
export const CallBackFinding = z.enum(['confirmed', 'partlyConfirmed', 'notConfirmed', 'notReached'])
export type CallBackFinding = z.infer<typeof CallBackFinding>

const options = z.array(ContentCode).check(z.maxLength(8))
const text = z._default(z.string().check(z.trim(), z.maxLength(500)), '')

/** 评价 of one stage of a case. Giving reasons is voluntary, also for a bad rating (国办发〔2019〕51号: 自愿). */
export const GiveRating = z.strictObject({ stage: ContentCode, level: RatingLevel, options, text })
export type GiveRating = z.infer<typeof GiveRating>
/** 修改评价: `version` as it was last seen. */
export const ChangeRating = z.strictObject({ stage: ContentCode, version: z.int().check(z.minimum(1)), level: RatingLevel, options, text })
export type ChangeRating = z.infer<typeof ChangeRating>

/** What was done about a bad rating 回访整改, as the person who gave it reads it. */
export const OwnCallBack = z.object(ownAnswerable(CallBackFinding))
export type OwnCallBack = z.infer<typeof OwnCallBack>

export const RatingView = z.object({
  level: RatingLevel,
  options: z.array(z.string()),
  text: z.string(),
  at: z.string(),
  changedAt: z.nullable(z.string()),
  version: z.number(),
  /** Last day on which it may be changed. */
  changeUntil: z.string(),
  mayChange: z.boolean(),
  callBack: z.nullable(OwnCallBack),
})
export type RatingView = z.infer<typeof RatingView>

/** A stage 环节 of a case with its rating, or the way to give one. */
export const RatedStage = z.object({
  ...coded,
  reachedOn: z.string(),
  /** Last day on which it may be rated. */
  rateUntil: z.string(),
  mayRate: z.boolean(),
  /** Levels and options of the version it was, or would be, rated under. */
  levels: z.array(z.object({ level: RatingLevel, zh: z.string(), en: z.string(), options: z.array(z.object(coded)) })),
  rating: z.nullable(RatingView),
})
export type RatedStage = z.infer<typeof RatedStage>

/** 好差评 of one case, by stage; those not reached yet are not there. */
export const CaseRatings = z.object({
  applicationId: z.string(),
  number: z.nullable(z.string()),
  item: named,
  office: named,
  stages: z.array(RatedStage),
  changeWithinDays: z.number(),
  callBackWithinDays: z.number(),
})
export type CaseRatings = z.infer<typeof CaseRatings>

const callBack = {
  ...ANSWERABLE_SUMMARY,
  stage: named,
  level: RatingLevel,
  levelWords: named,
  raterMasked: z.string(),
}

/** A bad rating to be called back 差评回访, in a list. */
export const CallBackSummary = z.object(callBack)
export type CallBackSummary = z.infer<typeof CallBackSummary>
export const CallBackPage = answerablePage(CallBackSummary)
export type CallBackPage = z.infer<typeof CallBackPage>

/** One of them opened: who to call, and what was said. */
export const CallBackView = z.object({
  ...callBack,
  raterName: z.string(),
  options: z.array(named),
  changedAt: z.nullable(z.string()),
  ...answerableView(CallBackFinding),
})
export type CallBackView = z.infer<typeof CallBackView>

/** 回访核实和整改: what was found, and what was done about it, in words the person reads. */
export const AnswerCallBack = z.strictObject({ finding: CallBackFinding, text: z.string().check(z.trim(), z.minLength(5), z.maxLength(1000)) })
export type AnswerCallBack = z.infer<typeof AnswerCallBack>
