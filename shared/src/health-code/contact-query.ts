import * as z from 'zod/mini'
import { isCalendarDate } from '../time'
import { Ulid } from '../ulid'
import { DocumentNumber } from './evidence'

const line = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most))
const Day = z.string().check(z.refine(isCalendarDate, '请写一个日期，比如 2026-12-31|A date, such as 2026-12-31'))

/** Nobody is told later than this: a delay needs its reason and has its end (个人信息保护法 art. 18). */
export const MOST_TELL_AFTER_DAYS = 14

/** 流调查询: who was at a place between two days, asked for under a document; takes two persons, and is answered to the disease control alone. */
export const ContactQueryRequest = z.strictObject({
  documentNumber: DocumentNumber,
  placeId: Ulid,
  fromDay: Day,
  toDay: Day,
  purpose: line(5, 500),
  /** Days after which whoever was looked up is told; 0: at once. */
  tellAfterDays: z.int().check(z.minimum(0), z.maximum(MOST_TELL_AFTER_DAYS)),
})
export type ContactQueryRequest = z.infer<typeof ContactQueryRequest>
export const ContactQuerySignature = z.strictObject({ shownHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export const ContactQueryRefusal = z.strictObject({ reason: line(5, 500) })

/** As operators see it: how many visits were handed over, never whose. */
export const ContactQueryView = z.object({
  id: z.string(),
  documentNumber: z.string(),
  place: z.object({ id: z.string(), name: z.string() }),
  fromDay: z.string(),
  toDay: z.string(),
  purpose: z.string(),
  tellAfterDays: z.number(),
  /** `signed`: on its way; `handedOver`: the disease control has it. */
  state: z.enum(['pending', 'signed', 'handedOver', 'refused', 'lapsed']),
  visits: z.nullable(z.number()),
  persons: z.nullable(z.number()),
  askedAt: z.string(),
  mine: z.boolean(),
  shownHash: z.string(),
  decidedAt: z.nullable(z.string()),
  refusal: z.nullable(z.string()),
})
export type ContactQueryView = z.infer<typeof ContactQueryView>
export const ContactQueryPage = z.object({ items: z.array(ContactQueryView), next: z.nullable(z.string()) })
export type ContactQueryPage = z.infer<typeof ContactQueryPage>

/** Places whose name begins so. */
export const ContactPlaces = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), address: z.string() })) })
export type ContactPlaces = z.infer<typeof ContactPlaces>

/** What the disease control signs once it has opened the references (`typ: "cq+jws"`): whose they are, so that each can be told. */
export const ContactAnswer = z.strictObject({
  iss: z.string(),
  iat: z.int(),
  query: Ulid,
  persons: z.array(Ulid).check(z.maxLength(20_000)),
  unopened: z.optional(z.int().check(z.minimum(0), z.maximum(20_000))),
})
export type ContactAnswer = z.infer<typeof ContactAnswer>
