import * as z from 'zod/mini'
import { Capacity } from '../principal'
import { DocumentType, RealNameLevel } from '../identity'

/** An identity document on the holder's record 身份证件, shown masked. */
export const MyDocument = z.object({ type: DocumentType, numberMasked: z.string(), current: z.boolean() })
export type MyDocument = z.infer<typeof MyDocument>

/** A child I act for 被监护人. `until` is the 18th birthday, the first day on which I no longer may. */
export const MyChild = z.object({ personId: z.string(), nameMasked: z.string(), until: z.string() })
export type MyChild = z.infer<typeof MyChild>

/** 我的: what a signed-in person may know of his own account. */
export const Me = z.object({
  personId: z.string(),
  /** In full: it is one's own. Null before real-naming 实名认证. */
  name: z.nullable(z.string()),
  nameMasked: z.nullable(z.string()),
  /** The level that holds in this session; lower than `accountLevel` on a device that has not proved itself yet. */
  level: RealNameLevel,
  accountLevel: RealNameLevel,
  /** True on a device new to the account: the real-name check is asked for once more (security.md R29). */
  stepUpRequired: z.boolean(),
  documents: z.array(MyDocument),
  phoneMasked: z.nullable(z.string()),
  signInMethods: z.array(z.enum(['phone', 'wechat', 'alipay'])),
  children: z.array(MyChild),
  capacities: z.array(Capacity),
  /** Version of the privacy guide 隐私保护指引 agreed to; null when none is, or the last answer was no. */
  privacyGuideVersion: z.nullable(z.int()),
})
export type Me = z.infer<typeof Me>
