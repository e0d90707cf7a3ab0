import * as z from 'zod/mini'

/** Kinds of notices 消息; the words stand in the copy file of the inbox, by kind. */
export const NoticeKind = z.enum([
  'licenceUsed',
  'childLicenceUsed',
  'useContested',
  'complaintAnswered',
  'complaintPassedOn',
  'licenceStateChanged',
  'licenceExpiring',
  'accountFrozen',
  'accountUnfrozen',
  'newDeviceSignedIn',
  'presentationPasswordSet',
  'realNameConfirmed',
  'realNameRefused',
  'errorReportAnswered',
  'documentMoved',
  'familyRelationEnded',
  'applicationMoved',
  'gapEnding',
  'ratingAnswered',
  'ratingPassedOn',
  'consentAsked',
  'consentAnswered',
  'consentOfSomebodyElse',
  'consentExpired',
  'jointDecisionAsked',
  'jointPartsImpossible',
  'objectionAnswered',
  'objectionPassedOn',
  'placeReviewed',
  'healthCodeScanned',
  'healthAppealAnswered',
  'healthAppealLate',
  'healthChangedByHand',
  'healthChangeRevoked',
  'healthRulesChanged',
  'contactQueried',
  'printedCodeChanged',
  'healthDeclaredForYou',
])
export type NoticeKind = z.infer<typeof NoticeKind>

const id = z.nullable(z.string())
/**
 * What a notice is about 消息所指, by ids of ours and nothing personal: tapping it opens exactly this. `subjectId` is whose it is, so that a
 * guardian sees it as the child's; notices from before it was kept have none.
 */
export const NoticeTarget = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['ledger', 'licence', 'complaint', 'application', 'rating', 'objection', 'jointApplication', 'jointConsent', 'place', 'healthAppeal']),
    id,
    subjectId: z.optional(z.string()),
  }),
  z.object({ kind: z.enum(['sessions', 'realName', 'consents']), id }),
])
export type NoticeTarget = z.infer<typeof NoticeTarget>

/** One line of the inbox. `words` fill the sentence of the kind; they carry names of offices and licences, no personal numbers. */
export const Notice = z.object({
  id: z.string(),
  kind: NoticeKind,
  at: z.string(),
  read: z.boolean(),
  words: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
  /** What tapping it opens; null where there is nothing to open. */
  link: z.nullable(NoticeTarget),
})
export type Notice = z.infer<typeof Notice>

export const NoticePage = z.object({ items: z.array(Notice), next: z.nullable(z.string()), unread: z.number() })
export type NoticePage = z.infer<typeof NoticePage>
