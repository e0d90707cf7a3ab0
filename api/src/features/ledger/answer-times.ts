import * as z from 'zod/mini'

/** How soon holders are answered 答复时限: content, not code (`content/access/answer-times.json`). */
export const AnswerTimes = z.strictObject({
  complaint: z.strictObject({ calendarDays: z.int().check(z.minimum(1), z.maximum(60)), why: z.string().check(z.minLength(1)) }),
})
export type AnswerTimes = z.infer<typeof AnswerTimes>
