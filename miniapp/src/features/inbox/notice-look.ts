import type { Notice, NoticeKind } from '@zsb/shared/notice'
import { ENTRANCES } from '@/entrances'
import type { IconName } from '@/ui'

/** Icon and tone of a kind; what may need an act of the person is amber or red. */
export const NOTICE_LOOK: Record<NoticeKind, { icon: IconName; tone: 'accent' | 'warn' | 'bad' | 'good' }> = {
  licenceUsed: { icon: 'eye', tone: 'accent' },
  childLicenceUsed: { icon: 'eye', tone: 'accent' },
  useContested: { icon: 'flag', tone: 'bad' },
  complaintPassedOn: { icon: 'message-square-text', tone: 'warn' },
  complaintAnswered: { icon: 'message-square-text', tone: 'good' },
  licenceStateChanged: { icon: 'history', tone: 'warn' },
  licenceExpiring: { icon: 'calendar-clock', tone: 'warn' },
  accountFrozen: { icon: 'snowflake', tone: 'bad' },
  accountUnfrozen: { icon: 'circle-check', tone: 'good' },
  presentationPasswordSet: { icon: 'lock', tone: 'warn' },
  newDeviceSignedIn: { icon: 'smartphone', tone: 'warn' },
  realNameConfirmed: { icon: 'user-round-check', tone: 'good' },
  realNameRefused: { icon: 'user-round-check', tone: 'warn' },
  errorReportAnswered: { icon: 'message-square-text', tone: 'good' },
  documentMoved: { icon: 'user-round-check', tone: 'bad' },
  familyRelationEnded: { icon: 'history', tone: 'warn' },
  ratingAnswered: { icon: 'message-square-text', tone: 'good' },
  ratingPassedOn: { icon: 'message-square-text', tone: 'warn' },
  consentAsked: { icon: 'user-round-check', tone: 'warn' },
  consentAnswered: { icon: 'user-round-check', tone: 'accent' },
  consentOfSomebodyElse: { icon: 'user-round-check', tone: 'bad' },
  consentExpired: { icon: 'calendar-clock', tone: 'bad' },
  jointDecisionAsked: { icon: 'list-checks', tone: 'warn' },
  jointPartsImpossible: { icon: 'list-checks', tone: 'bad' },
  gapEnding: { icon: 'calendar-clock', tone: 'warn' },
  objectionAnswered: { icon: 'message-square-text', tone: 'good' },
  objectionPassedOn: { icon: 'message-square-text', tone: 'warn' },
  healthCodeScanned: { icon: 'scan-line', tone: 'accent' },
  healthAppealAnswered: { icon: 'message-square-text', tone: 'good' },
  healthAppealLate: { icon: 'calendar-clock', tone: 'warn' },
  healthChangedByHand: { icon: 'shield-check', tone: 'warn' },
  healthRulesChanged: { icon: 'shield-check', tone: 'warn' },
  healthChangeRevoked: { icon: 'history', tone: 'warn' },
  contactQueried: { icon: 'eye', tone: 'warn' },
  healthDeclaredForYou: { icon: 'shield-check', tone: 'warn' },
  printedCodeChanged: { icon: 'scan-line', tone: 'warn' },
  placeReviewed: { icon: 'map-pin', tone: 'accent' },
  applicationMoved: { icon: 'list-checks', tone: 'accent' },
}

/** Whose the thing is that a notice is about; undefined for what is nobody's own, and where an old notice does not say. */
export const subjectOf = (link: Notice['link']): string | undefined => (link && 'subjectId' in link ? link.subjectId : undefined)

/** Where tapping a notice leads; null leads nowhere. */
export function placeOf(link: Notice['link']): { page: string; query?: Record<string, string> } | null {
  if (!link) return null
  switch (link.kind) {
    case 'ledger':
    case 'complaint':
      return { page: ENTRANCES.ledger, ...(link.id && { query: { entry: link.id } }) }
    case 'licence':
      return link.id ? { page: ENTRANCES.licence, query: { id: link.id } } : null
    case 'application':
      return link.id ? { page: ENTRANCES.application, query: { id: link.id } } : { page: ENTRANCES.applications }
    case 'rating':
      return link.id ? { page: ENTRANCES.rate, query: { id: link.id } } : { page: ENTRANCES.applications }
    case 'objection':
      return link.id ? { page: ENTRANCES.objection, query: { id: link.id } } : { page: ENTRANCES.applications }
    case 'jointApplication':
      return link.id ? { page: ENTRANCES.jointApplication, query: { id: link.id } } : null
    case 'jointConsent':
      return link.id ? { page: ENTRANCES.jointConsent, query: { id: link.id } } : null
    case 'healthAppeal':
      return { page: link.id ? ENTRANCES.healthAppeal : ENTRANCES.healthCode }
    case 'place':
      return { page: ENTRANCES.places }
    case 'sessions':
      return { page: ENTRANCES.sessions }
    case 'realName':
      return { page: ENTRANCES.realName }
    case 'consents':
      return { page: ENTRANCES.consents }
  }
}
