import { ContentCode } from '@zsb/shared/content'
import * as z from 'zod/mini'

/**
 * How soon somebody is answered 答复时限, in days or in hours, and what that rests on; `complaint` is an 异议 about a use, `objection` one to a decision,
 * `healthAppeal` one about the colour of a health code.
 */
const AnswerTimeFields = z.strictObject({
  code: ContentCode,
  version: z.int().check(z.minimum(1)),
  calendarDays: z.optional(z.int().check(z.minimum(1), z.maximum(60))),
  hours: z.optional(z.int().check(z.minimum(1), z.maximum(240))),
  /** Until when it may be asked at all, where that is limited. */
  raiseWithinCalendarDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
  basis: z.string().check(z.minLength(1), z.maxLength(120)),
  why: z.string().check(z.minLength(1), z.maxLength(200)),
})
export const AnswerTime = AnswerTimeFields.check(
  z.refine(({ calendarDays, hours }) => (calendarDays === undefined) !== (hours === undefined), '写天数或小时数，写一种|in days or in hours, one of them'),
)
export type AnswerTime = z.infer<typeof AnswerTime>
