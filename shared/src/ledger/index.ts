import * as z from 'zod/mini'

const named = z.object({ zh: z.string(), en: z.string() })

/**
 * One line of the use ledger 用证记录: who looked at what, where, why, which fields, when. Chained per holder over salted
 * digests; what it shows is stored apart, encrypted and erasable.
 */
export const LedgerEntry = z.object({
  id: z.string(),
  seq: z.number(),
  at: z.string(),
  /** `healthVisit`: a health code shown at the door of a place. `contactQuery`: the disease control looked up visits 流调查询. `erased`: what it showed was erased as required 已按规定删除; its place and time stay. */
  kind: z.enum(['presentation', 'dataRead', 'reveal', 'healthVisit', 'contactQuery', 'erased']),
  licenceName: named,
  licenceType: z.string(),
  relyingParty: named,
  counter: named,
  scene: named,
  purpose: named,
  basis: z.enum(['consent', 'law']),
  fields: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  /** In what capacity it was shown: by oneself, or by a guardian for a child. */
  shownBy: z.enum(['self', 'guardian', 'agent']),
  /** Which person that was, where it was not the holder himself. Null also for entries made before it was kept. */
  shower: z.nullable(z.object({ nameMasked: z.string(), isMe: z.boolean() })),
  receipt: z.string(),
  contestableUntil: z.string(),
  complaint: z.nullable(
    z.object({ id: z.string(), state: z.enum(['open', 'answered']), at: z.string(), answer: z.nullable(z.string()), answeredAt: z.nullable(z.string()) }),
  ),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const LedgerPage = z.object({
  items: z.array(LedgerEntry),
  next: z.nullable(z.string()),
  /** Calendar days a complaint about one of them is answered in 答复时限; a page kept on the device before may lack it. */
  answerDays: z.optional(z.number()),
})
export type LedgerPage = z.infer<typeof LedgerPage>

/** 不是我本人: a complaint about a use. */
export const ComplaintRequest = z.strictObject({
  reason: z.enum(['notMe', 'tooMuchAsked', 'other']),
  text: z.optional(z.string().check(z.trim(), z.maxLength(500))),
})
export type ComplaintRequest = z.infer<typeof ComplaintRequest>

export const ComplaintView = z.object({
  id: z.string(),
  entryId: z.string(),
  at: z.string(),
  state: z.enum(['open', 'answered']),
  /** Who answers: a supervisor of the office, or the operators of the platform where none of them can or did in time. */
  desk: z.enum(['office', 'platform']),
  /** Open past `dueAt`. */
  overdue: z.boolean(),
  /** False for whoever is part of the matter: nobody answers a complaint about himself. */
  mayAnswer: z.boolean(),
  reason: z.enum(['notMe', 'tooMuchAsked', 'other']),
  text: z.string(),
  /** The use complained about, as the supervisor needs it: no personal field values. */
  use: z.object({
    at: z.string(),
    counter: named,
    relyingParty: named,
    licenceName: named,
    receipt: z.string(),
    clerkStaffId: z.string(),
    contested: z.boolean(),
  }),
  answer: z.nullable(z.string()),
  answeredAt: z.nullable(z.string()),
  dueAt: z.string(),
})
export type ComplaintView = z.infer<typeof ComplaintView>
export const ComplaintPage = z.object({ items: z.array(ComplaintView), next: z.nullable(z.string()) })
/** How many complaints wait for the asker himself, and how many of them should have been answered by now; `more`: there are further ones. */
export const ComplaintCount = z.object({ waiting: z.number(), overdue: z.number(), more: z.boolean() })
export type ComplaintCount = z.infer<typeof ComplaintCount>
export const ComplaintAnswer = z.strictObject({ text: z.string().check(z.trim(), z.minLength(5), z.maxLength(1000)) })
