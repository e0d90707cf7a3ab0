import { ContentCode } from '@zsb/shared/content'
import * as z from 'zod/mini'

/** How soon somebody is answered 答复时限, and what that rests on; `complaint` is an 异议 about a use, `objection` one to a decision. */
export const AnswerTime = z.strictObject({
  code: ContentCode,
  version: z.int().check(z.minimum(1)),
  calendarDays: z.int().check(z.minimum(1), z.maximum(60)),
  /** Until when it may be asked at all, where that is limited. */
  raiseWithinCalendarDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
  basis: z.string().check(z.minLength(1), z.maxLength(120)),
  why: z.string().check(z.minLength(1), z.maxLength(200)),
})
export type AnswerTime = z.infer<typeof AnswerTime>
