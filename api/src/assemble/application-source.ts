import { INTAKE } from '@zsb/shared/relying-party'
import type { LicencesUsed } from '../features/applications'
import type { LedgerSource } from '../features/ledger'

interface Words {
  zh: string
  en: string
}

/** Licences an office took with an application 免证办, as their holder's ledger keeps them: one entry each, on his consent (R21). */
export function applicationSources(
  { subjectId, applicantId, office, number, at, licences }: LicencesUsed,
  { counter, fieldsOf }: { counter: Words; fieldsOf: (licenceType: string) => readonly string[] },
): LedgerSource[] {
  return licences.map(({ sourceId, licenceType }) => ({
    sourceId,
    subjectId,
    at,
    facts: {
      kind: 'dataRead',
      licenceType,
      relyingPartyCode: office,
      counter,
      clerkStaffId: '',
      scene: INTAKE.scene,
      purpose: INTAKE.purpose,
      basis: 'consent',
      fields: [...fieldsOf(licenceType)],
      shownBy: subjectId === applicantId ? 'self' : 'guardian',
      ...(subjectId !== applicantId && { showerId: applicantId }),
      receipt: number,
    },
  }))
}
