import * as z from 'zod/mini'

const words = z.strictObject({ zh: z.string(), en: z.string() })
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

/** 隐私保护指引: versioned content; whoever agreed to an older version is asked again. */
export const PrivacyGuide = z.strictObject({
  code: z.literal('privacy-guide'),
  version: z.int(),
  effectiveFrom: day,
  title: words,
  summary: words,
  sections: z.array(z.strictObject({ id: z.string(), title: words, paragraphs: z.array(words) })),
})
export type PrivacyGuide = z.infer<typeof PrivacyGuide>
export const PrivacyGuideView = z.object({ ...PrivacyGuide.shape, sha256: z.string() })
export type PrivacyGuideView = z.infer<typeof PrivacyGuideView>

export const PrivacyDecision = z.strictObject({ version: z.int(), decision: z.enum(['agree', 'decline']) })
export type PrivacyDecision = z.infer<typeof PrivacyDecision>
export const PrivacyDecisionView = z.object({ version: z.int(), decision: z.enum(['agree', 'decline']), at: z.string() })
export type PrivacyDecisionView = z.infer<typeof PrivacyDecisionView>

/** What needs a consent of its own 单独同意 (个人信息保护法 art. 29): asked apart from the guide, one purpose at a time. */
export const SensitivePurpose = z.enum(['faceCheck', 'childData', 'disabilityData', 'healthData'])
export type SensitivePurpose = z.infer<typeof SensitivePurpose>
export const SensitiveDecision = z.strictObject({ purpose: SensitivePurpose, decision: z.enum(['agree', 'decline']) })
export type SensitiveDecision = z.infer<typeof SensitiveDecision>

/**
 * A consent 用证授权 as the subject sees it: to whom, for what, which fields, on what basis, until when.
 * `relyingParty` is null for a consent given to ourselves, such as one for a sensitive purpose.
 */
export const ConsentView = z.object({
  id: z.string(),
  relyingParty: z.nullable(words),
  purpose: z.string(),
  fields: z.array(z.string()),
  basis: z.enum(['consent', 'law']),
  article: z.nullable(z.string()),
  from: z.string(),
  until: z.nullable(z.string()),
  withdrawnAt: z.nullable(z.string()),
})
export type ConsentView = z.infer<typeof ConsentView>
export const ConsentPage = z.object({ items: z.array(ConsentView), next: z.nullable(z.string()) })
export type ConsentPage = z.infer<typeof ConsentPage>
