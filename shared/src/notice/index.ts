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
  'ratingAnswered',
  'ratingPassedOn',
])
export type NoticeKind = z.infer<typeof NoticeKind>

/** One line of the inbox. `words` fill the sentence of the kind; they carry names of offices and licences, no personal numbers. */
export const Notice = z.object({
  id: z.string(),
  kind: NoticeKind,
  at: z.string(),
  read: z.boolean(),
  words: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
  /** What tapping it opens. */
  link: z.nullable(
    z.object({ kind: z.enum(['ledger', 'licence', 'sessions', 'complaint', 'realName', 'consents', 'application', 'rating']), id: z.nullable(z.string()) }),
  ),
})
export type Notice = z.infer<typeof Notice>

export const NoticePage = z.object({ items: z.array(Notice), next: z.nullable(z.string()), unread: z.number() })
export type NoticePage = z.infer<typeof NoticePage>
