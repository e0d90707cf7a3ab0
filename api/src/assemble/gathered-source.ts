import type { LedgerSource } from '../features/ledger'

interface Gathered {
  subjectId?: string
  library?: string
  licenceType?: string
  consentId?: string
}

/**
 * What we read of somebody in a library under his consent, as the ledger keeps it: once for each library and consent (R21). No relying
 * party looked: a complaint about it is the platform's own.
 */
export function gatheredSource(
  { subjectId = '', library = '', licenceType = '', consentId = '' }: Gathered,
  { at, library: words }: { at: Date; library: { zh: string; en: string } },
): LedgerSource {
  return {
    sourceId: `gathered:${consentId}:${library}`,
    subjectId,
    at,
    facts: {
      kind: 'dataRead',
      licenceType,
      relyingPartyCode: '',
      counter: words,
      clerkStaffId: '',
      scene: '',
      purpose: '',
      basis: 'consent',
      fields: [],
      shownBy: 'self',
      receipt: '',
    },
  }
}
