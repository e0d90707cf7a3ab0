import * as z from 'zod/mini'
import { DocumentClaim } from './real-name'

const reason = z.string().check(z.trim(), z.minLength(2), z.maxLength(200))

/** 冻结账户: every session ends, nobody signs in until a window unfreezes it. */
export const FreezeMine = z.strictObject({ confirm: z.literal(true) })
export const FreezeResult = z.object({ frozenAt: z.string(), sessionsEnded: z.number() })
export type FreezeResult = z.infer<typeof FreezeResult>

/** At the window, by the person's document; the reason goes into the audit trail 留痕. */
export const WindowFreezeRequest = z.strictObject({ document: z.pick(DocumentClaim, { documentType: true, number: true }), reason })
export type WindowFreezeRequest = z.infer<typeof WindowFreezeRequest>
export const WindowFreezeResult = z.object({ frozen: z.boolean(), nameMasked: z.string(), sessionsEnded: z.number() })
export type WindowFreezeResult = z.infer<typeof WindowFreezeResult>
