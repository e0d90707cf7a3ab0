import { err, ok, type Result } from '@zsb/shared'
import type { DocumentClaim, RealNameOutcome } from '@zsb/shared/holder'
import { parseCitizenNumber, parseDocumentNumber, type IdentityDocumentFormat } from '@zsb/shared/identity'
import { ageOn } from '@zsb/shared/family'
import type { PersonDocument } from '../holders'

/** Below this age personal data is sensitive and a guardian decides (个人信息保护法 art. 31). */
const OWN_ACCOUNT_FROM = 14

export interface ReadClaim extends PersonDocument {
  checkedAt: IdentityDocumentFormat['checkedAt']
}

/** What can be said of a claim before any register is asked: format, check digit, age. */
export function readClaim({
  claim,
  format,
  today,
}: {
  claim: DocumentClaim
  format: IdentityDocumentFormat
  today: string
}): Result<ReadClaim, RealNameOutcome> {
  const parsed = parseDocumentNumber(claim.number, format)
  if (!parsed.ok) return err(parsed.error === 'legacy15' ? 'legacyNumber' : 'numberWrong')
  const citizen = format.check === 'gb11643' ? parseCitizenNumber(parsed.value) : null
  const bornOn = citizen?.ok ? citizen.value.bornOn : null
  if (bornOn && bornOn > today) return err('numberWrong')
  if (bornOn && ageOn(bornOn, today) < OWN_ACCOUNT_FROM) return err('underage')
  return ok({ name: claim.name, documentType: claim.documentType, number: parsed.value, bornOn, checkedAt: format.checkedAt })
}
