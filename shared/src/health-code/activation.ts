import * as z from 'zod/mini'
import { isCalendarDate } from '../time'

const named = z.object({ zh: z.string(), en: z.string() })
const line = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most))
const words = z.strictObject({ zh: line(2, 200), en: line(2, 200) })

/**
 * 启用健康码: the legal basis without which nothing of it exists. Proportionate, limited in area and time, and told to everybody
 * (传染病防治法 as revised, in force 2025-09-01).
 */
export const ActivationRequest = z.strictObject({
  /** 文号, such as 临疫指〔2026〕3号. */
  documentNumber: z
    .string()
    .check(z.trim(), z.regex(/^[\p{Script=Han}A-Za-z]{2,20}〔\d{4}〕\d{1,4}号$/u, '文号写成 临疫指〔2026〕3号 这样|Write it as 临疫指〔2026〕3号')),
  authority: words,
  /** Region code it holds for. */
  area: z.string().check(z.regex(/^\d{6}$/)),
  purpose: words,
  /** Last day, at most 180 days ahead; after it everything stops by itself. */
  endsOn: z.string().check(z.refine(isCalendarDate, '请选一个日期|Choose a day')),
  reason: line(5, 500),
})
export type ActivationRequest = z.infer<typeof ActivationRequest>

export const LONGEST_ACTIVATION_DAYS = 180

const basis = {
  documentNumber: z.string(),
  authority: named,
  area: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  purpose: named,
  endsOn: z.string(),
}

/** What everybody is told, signed in or not; null while it is off, and then nothing of the health code is in the app. */
export const HealthCodeStatus = z.object({
  active: z.nullable(z.object({ ...basis, since: z.string() })),
  /** When it was switched off for good 停用并销毁, and is off still. */
  endedAt: z.nullable(z.string()),
})
export type HealthCodeStatus = z.infer<typeof HealthCodeStatus>

/** An activation as operators see it: handed in by one, signed by another. */
export const ActivationView = z.object({
  id: z.string(),
  ...basis,
  reason: z.string(),
  state: z.enum(['pending', 'active', 'ended', 'refused', 'lapsed']),
  askedAt: z.string(),
  /** Handed in by whoever looks at it: another one has to sign. */
  mine: z.boolean(),
  /** What the second person signs the hash of. */
  shownHash: z.string(),
  decidedAt: z.nullable(z.string()),
  refusal: z.nullable(z.string()),
})
export type ActivationView = z.infer<typeof ActivationView>
export const ActivationPage = z.object({ items: z.array(ActivationView), next: z.nullable(z.string()) })
export type ActivationPage = z.infer<typeof ActivationPage>
export const ActivationSignature = z.strictObject({ shownHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export const ActivationRefusal = z.strictObject({ reason: line(5, 500) })
