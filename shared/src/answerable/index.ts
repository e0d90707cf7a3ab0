import * as z from 'zod/mini'

const named = z.object({ zh: z.string(), en: z.string() })

/** Whether it has been answered. */
export const AnswerState = z.enum(['open', 'answered'])
export type AnswerState = z.infer<typeof AnswerState>
/** At whose desk it lies: a supervisor of the office answers, or the operators where none of them can or did in time. */
export const AnswerDesk = z.enum(['office', 'platform'])
export type AnswerDesk = z.infer<typeof AnswerDesk>

/** What was found, and what the person is told; null until then. */
const answerOf = <F extends z.ZodMiniType<string>>(finding: F) => ({
  finding: z.nullable(finding),
  answer: z.nullable(z.string()),
  answeredAt: z.nullable(z.string()),
})

/** Fields of something to be answered 待答事项 as the person sees it who is waiting. */
export const ownAnswerable = <F extends z.ZodMiniType<string>>(finding: F) => ({
  state: AnswerState,
  dueOn: z.string(),
  overdue: z.boolean(),
  ...answerOf(finding),
})

/** Fields of one in the desk's list: nothing of what the person wrote. */
export const ANSWERABLE_SUMMARY = {
  id: z.string(),
  number: z.nullable(z.string()),
  item: named,
  at: z.string(),
  state: AnswerState,
  desk: AnswerDesk,
  dueOn: z.string(),
  daysLeft: z.number(),
  overdue: z.boolean(),
  /** False for whoever took part in the case: nobody judges his own work. */
  mayAnswer: z.boolean(),
}
/** Further fields of one opened, which is an act on record. */
export const answerableView = <F extends z.ZodMiniType<string>>(finding: F) => ({
  /** Null where none is known. */
  phone: z.nullable(z.string()),
  office: named,
  text: z.string(),
  ...answerOf(finding),
})

export type AnswerableSummary = { [Field in keyof typeof ANSWERABLE_SUMMARY]: z.infer<(typeof ANSWERABLE_SUMMARY)[Field]> }

/** A page of the desk's list; `next` is where the following one begins. */
export const answerablePage = <S extends z.ZodMiniType>(one: S) => z.object({ items: z.array(one), next: z.nullable(z.string()) })
