import type { SensitivePurpose } from '@zsb/shared/privacy'
import type { Act } from '../holders'

/** An answer to a version of the privacy guide; kept as given, never overwritten. */
export interface GuideDecision {
  _id: string
  personId: string
  version: number
  decision: 'agree' | 'decline'
  at: Date
}

/**
 * A consent 用证授权 (spine.md): of a subject, for a purpose, to a relying party or (null) to ourselves. Basis `law` names its
 * article and cannot be withdrawn.
 */
export interface Consent {
  _id: string
  subjectId: string
  /** Who said yes: the subject, or the guardian for a child. */
  givenBy: string
  relyingPartyCode: string | null
  purpose: string
  fields: string[]
  basis: 'consent' | 'law'
  article: string | null
  from: Date
  until: Date | null
  withdrawnAt: Date | null
}

export interface PrivacyStore {
  addDecision: (decision: GuideDecision, act: Act) => Promise<void>
  findLastDecision: (personIds: readonly string[]) => Promise<GuideDecision | null>
  addConsent: (consent: Consent, act: Act) => Promise<void>
  findConsent: (query: { id: string; subjectIds: readonly string[] }) => Promise<Consent | null>
  listConsents: (query: { subjectIds: readonly string[]; after: string | null; limit: number }) => Promise<{ items: Consent[]; next: string | null }>
  /** The consent of a purpose given to ourselves that counts now. */
  findSensitive: (query: { subjectIds: readonly string[]; purpose: SensitivePurpose }) => Promise<Consent | null>
  /** Null when it was withdrawn already, rests on a law, or is somebody else's. */
  withdraw: (query: { id: string; subjectIds: readonly string[]; at: Date; act: Act }) => Promise<Consent | null>
}
