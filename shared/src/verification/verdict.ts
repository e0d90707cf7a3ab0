import * as z from 'zod/mini'
import { ContentCode } from '../content'

/**
 * Answer of one check of a code 核验结论. The order of the checks is form → kind → signature → time → verifier, purpose and
 * scene → status → single use. `forged` only where the signature of a key we know fails; an issuer we do not know is
 * `unknownIssuer` 无法核实. `revoked` carries the legal word of the type (撤销, 注销, 吊销).
 */
export const VerdictKind = z.enum([
  'valid',
  'codeExpired',
  'licenceExpired',
  'used',
  'revoked',
  'suspended',
  'forged',
  'unknownIssuer',
  'wrongKind',
  'wrongScene',
  'notYetValid',
  'undetermined',
])
export type VerdictKind = z.infer<typeof VerdictKind>

/** One disclosed datum: label words come from the licence type, the value is already formatted for display (dates YYYY-MM-DD). */
export const DisclosedField = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  kind: z.string(),
  value: z.string(),
})
export type DisclosedField = z.infer<typeof DisclosedField>

/** What a verdict relied on: when the status was asked for, how old it was then, and whether the library could be reached. */
export const StatusBasis = z.object({
  asOf: z.string(),
  ageSeconds: z.number(),
  fresh: z.boolean(),
})
export type StatusBasis = z.infer<typeof StatusBasis>

const words = { reason: z.string(), receipt: z.string(), checkedAt: z.string() }
const licence = { licenceType: z.string(), licenceName: z.object({ zh: z.string(), en: z.string() }) }

/**
 * The verdict as it goes to the verifier 核验结论. `reason` is a code the copy files know; `receipt` is the 核验回执 number.
 * No branch but `valid` discloses a field.
 */
export const Verdict = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('valid'),
    ...words,
    ...licence,
    id: z.string(),
    fields: z.array(DisclosedField),
    legalWord: z.object({ zh: z.string(), en: z.string() }),
    /** Good in law, but not in its ordinary state (列入经营异常名录): the counter reads the word as well. */
    remarked: z.boolean(),
    status: StatusBasis,
    /** Scene asks the clerk to compare the photo with the person 人证一致. */
    identityMatch: z.enum(['notNeeded', 'needed', 'consistent', 'inconsistent', 'undecided']),
    /** Acting for somebody 代为出示: the guardian who shows a child's licence. */
    shownBy: z.enum(['self', 'guardian', 'agent']),
    /** Until when the holder may still say 不是我. */
    contestableUntil: z.string(),
    contested: z.boolean(),
  }),
  z.object({ verdict: z.literal('codeExpired'), ...words, expiredAt: z.string() }),
  z.object({
    verdict: z.literal('licenceExpired'),
    ...words,
    ...licence,
    legalWord: z.object({ zh: z.string(), en: z.string() }),
    expiredOn: z.string(),
    status: StatusBasis,
  }),
  z.object({
    verdict: z.literal('used'),
    ...words,
    usedAt: z.string(),
    /** Only the verifier who used it is told where and sees the earlier receipt. */
    byMe: z.boolean(),
    earlierReceipt: z.optional(z.string()),
    /** Asked for before the write that found it used. */
    status: StatusBasis,
  }),
  z.object({ verdict: z.literal('revoked'), ...words, ...licence, legalWord: z.object({ zh: z.string(), en: z.string() }), status: StatusBasis }),
  z.object({ verdict: z.literal('suspended'), ...words, ...licence, legalWord: z.object({ zh: z.string(), en: z.string() }), status: StatusBasis }),
  z.object({ verdict: z.literal('forged'), ...words }),
  z.object({ verdict: z.literal('unknownIssuer'), ...words }),
  z.object({
    verdict: z.literal('wrongKind'),
    ...words,
    /** What it looks like: an address, plain text, another code of ours. */
    looksLike: z.enum(['link', 'text', 'ourOther', 'empty']),
    /** Host of a foreign link, shortened, for the eye only; nothing is opened. */
    host: z.optional(z.string()),
  }),
  z.object({
    verdict: z.literal('wrongScene'),
    ...words,
    /** Scene the holder chose, so that the clerk can tell her what to change. */
    chosenScene: z.optional(z.object({ zh: z.string(), en: z.string() })),
  }),
  z.object({
    verdict: z.literal('notYetValid'),
    ...words,
    /** Where it is the licence that begins later (`licence`), not a clock that is wrong (`clock`). */
    licenceName: z.optional(z.object({ zh: z.string(), en: z.string() })),
    validFromOn: z.optional(z.string()),
    status: z.optional(StatusBasis),
  }),
  z.object({
    verdict: z.literal('undetermined'),
    ...words,
    /** Where a status was relied on: its age is the reason (`statusTooOld`), or nobody knows what it says (`stateUnknown`). */
    status: z.optional(StatusBasis),
  }),
])
export type Verdict = z.infer<typeof Verdict>

/** How a code came in 扫码方式. */
export const ScanMethod = z.enum(['camera', 'scanner', 'typed', 'picture'])
export type ScanMethod = z.infer<typeof ScanMethod>

/** Question of a verifier. A bad code is an answer, not an HTTP error; hence the code is only limited in length. */
export const VerificationRequest = z.strictObject({
  code: z.string().check(z.maxLength(4096)),
  purpose: ContentCode,
  scene: ContentCode,
  method: ScanMethod,
})
export type VerificationRequest = z.infer<typeof VerificationRequest>

/** 人证一致 · 不一致 · 看不准. */
export const IdentityMatchRequest = z.strictObject({ match: z.enum(['consistent', 'inconsistent', 'undecided']) })
export type IdentityMatchRequest = z.infer<typeof IdentityMatchRequest>

/** One line of the clerk's list 刚核验过: no name in full, no field. */
export const VerificationRow = z.object({
  id: z.string(),
  receipt: z.string(),
  at: z.string(),
  verdict: VerdictKind,
  licenceName: z.optional(z.object({ zh: z.string(), en: z.string() })),
  maskedName: z.optional(z.string()),
  identityMatch: z.string(),
  contested: z.boolean(),
})
export const VerificationPage = z.object({ items: z.array(VerificationRow), next: z.nullable(z.string()), today: z.number() })
export type VerificationRow = z.infer<typeof VerificationRow>

/** What a counter may ask: scenes with purposes, from the relying-party register 用证单位登记. */
export const CounterPolicy = z.object({
  relyingParty: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  counter: z.string(),
  scenes: z.array(
    z.object({
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      identifiesPerson: z.boolean(),
      purposes: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
    }),
  ),
})
export type CounterPolicy = z.infer<typeof CounterPolicy>
