import type { LedgerSource } from '../features/ledger'
import type { UseRecord } from '../features/verification'

/** What a use tells its holder's ledger. A use without a subject tells nobody: it never happened to anyone. */
export function toLedgerSource(use: UseRecord, counter: { zh: string; en: string }): LedgerSource | null {
  if (!use.subjectId || !use.licenceType) return null
  return {
    sourceId: use._id,
    subjectId: use.subjectId,
    at: use.at,
    facts: {
      kind: 'presentation',
      licenceType: use.licenceType,
      relyingPartyCode: use.verifier.relyingPartyCode,
      counter,
      clerkStaffId: use.verifier.staffId,
      scene: use.scene,
      purpose: use.purpose,
      basis: use.basis ?? 'consent',
      fields: use.fields,
      shownBy: use.shower?.capacity ?? 'self',
      ...(use.shower && use.shower.capacity !== 'self' && { showerId: use.shower.personId }),
      receipt: use.receipt,
    },
  }
}
