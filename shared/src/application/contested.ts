import * as z from 'zod/mini'
import { ContentCode } from '../content'

/** 信息有误: what the applicant says a value filled in from elsewhere should be. The value stands as its source has it; whoever handles the case sees both. */
export const ContestedField = z.strictObject({ field: ContentCode, says: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) })
export type ContestedField = z.infer<typeof ContestedField>

/** What is handed in with a form; absent where nothing is said to be wrong. */
export const ContestedFields = z.optional(z.array(ContestedField).check(z.maxLength(20)))
/** The same as it is shown. */
export const ContestedShown = z.optional(z.array(z.object({ field: z.string(), says: z.string() })))
