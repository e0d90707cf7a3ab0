import type { SensitivePurpose } from '@zsb/shared/privacy'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'

/** Id of the consent that stands for a purpose, or null. Injected: consents belong to privacy. */
export type FindConsent = (query: { personId: string; purpose: SensitivePurpose }) => Promise<string | null>

interface Parts {
  content: Pick<ContentService, 'libraryMap'>
  findConsent: FindConsent
}
interface Asked {
  subjectId: string
  library: string
}

export type ConsentGate = ReturnType<typeof createConsentGate>

/**
 * The consents that held licences rest on 用证授权 (R21): asked for at every read and never remembered, so that a withdrawal counts
 * at once and in every process. Verifying asks nothing: a code lives 60 s, and showing it was asked about.
 */
export function createConsentGate({ content, findConsent }: Parts) {
  /** Purpose under which a library is read; null where a law is the basis, or it is our own. */
  function purposeOf(library: string): SensitivePurpose | null {
    const basis = content.libraryMap(library)?.basis
    return basis?.kind === 'consent' ? basis.purpose : null
  }

  /** On what a library may be read for somebody now; null where it may not. */
  async function basisFor({ subjectId, library }: Asked): Promise<{ consentId: string | null } | null> {
    const purpose = purposeOf(library)
    if (!purpose) return { consentId: null }
    const consentId = await findConsent({ personId: subjectId, purpose })
    return consentId === null ? null : { consentId }
  }

  /** @throws AppError LICENCE_CONSENT_REQUIRED */
  async function requireFor(asked: Asked): Promise<void> {
    if (!(await basisFor(asked))) throw new AppError('LICENCE_CONSENT_REQUIRED')
  }

  /** Whoever acts for a child needs the consent to use its data (个人信息保护法 art. 31). @throws AppError SENSITIVE_CONSENT_REQUIRED */
  async function requireChild({ capacity, subjectId }: Pick<Principal, 'capacity' | 'subjectId'>): Promise<void> {
    if (capacity === 'guardian' && !(await findConsent({ personId: subjectId, purpose: 'childData' }))) throw new AppError('SENSITIVE_CONSENT_REQUIRED')
  }

  return { purposeOf, basisFor, requireFor, requireChild }
}
