import * as z from 'zod/mini'

/** 规则换版告知: who has another colour by the rules that came in force is told so, person by person; how far that is. */
export const RecolouringView = z.object({
  id: z.string(),
  from: z.number(),
  to: z.number(),
  at: z.string(),
  state: z.enum(['running', 'done']),
  looked: z.number(),
  told: z.number(),
  endedAt: z.nullable(z.string()),
})
export type RecolouringView = z.infer<typeof RecolouringView>
export const RecolouringList = z.object({ items: z.array(RecolouringView) })
export type RecolouringList = z.infer<typeof RecolouringList>
