import type { LedgerSource } from '../features/ledger'

interface Reveal {
  revealId?: string
  licenceType?: string
  subjectId?: string
  personId?: string
  capacity?: string
  field?: string
}

const NOWHERE = { zh: '', en: '' }

/** A look at one's own masked value, as the ledger keeps it. */
export function revealSource({ revealId = '', licenceType = '', subjectId = '', personId, capacity, field = '' }: Reveal, at: Date): LedgerSource {
  return {
    sourceId: revealId,
    subjectId,
    at,
    facts: {
      kind: 'reveal',
      licenceType,
      relyingPartyCode: '',
      counter: NOWHERE,
      clerkStaffId: '',
      scene: '',
      purpose: '',
      basis: 'consent',
      fields: [field],
      shownBy: capacity === 'guardian' ? 'guardian' : 'self',
      ...(capacity === 'guardian' && personId && { showerId: personId }),
      receipt: '',
    },
  }
}
