import type { ConsentView, PrivacyDecision, PrivacyDecisionView, PrivacyGuideView, SensitiveDecision, SensitivePurpose } from '@zsb/shared/privacy'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type HolderService } from '../holders'
import type { Consent, PrivacyStore } from './privacy.store'

interface Parts {
  store: PrivacyStore
  holders: Pick<HolderService, 'idsOf'>
  partyWords: (code: string) => { zh: string; en: string }
  guide: PrivacyGuideView
  newId: (at: Date) => string
  now: () => Date
}
export type PrivacyService = ReturnType<typeof createPrivacyService>

/** Privacy guide 隐私保护指引, separate consents 单独同意 and consents to relying parties 用证授权. */
export function createPrivacyService({ store, holders, partyWords, guide, newId, now }: Parts) {
  const toView = (consent: Consent): ConsentView => ({
    id: consent._id,
    relyingParty: consent.relyingPartyCode === null ? null : partyWords(consent.relyingPartyCode),
    purpose: consent.purpose,
    fields: consent.fields,
    basis: consent.basis,
    article: consent.article,
    from: consent.from.toISOString(),
    until: consent.until?.toISOString() ?? null,
    withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
  })
  const getGuide = (): PrivacyGuideView => guide

  /** @throws AppError PRIVACY_GUIDE_OUTDATED for an answer to another version than the present one */
  async function decide({ principal, decision }: { principal: Principal; decision: PrivacyDecision }): Promise<PrivacyDecisionView> {
    if (decision.version !== guide.version) throw new AppError('PRIVACY_GUIDE_OUTDATED')
    const at = now()
    const act = { action: `privacyGuide.${decision.decision}`, actor: actorOf(principal), subjectId: principal.personId, facts: { version: decision.version } }
    await store.addDecision({ _id: newId(at), personId: principal.personId, version: decision.version, decision: decision.decision, at }, act)
    return { ...decision, at: at.toISOString() }
  }

  /** Version agreed to, or null when none is, an older one is, or the last answer was no. */
  async function acceptedGuideVersion(personId: string): Promise<number | null> {
    const last = await store.findLastDecision(await holders.idsOf(personId))
    return last?.decision === 'agree' && last.version === guide.version ? last.version : null
  }

  /** 单独同意: a yes is kept as a consent, a no withdraws what there was. Only for adults by themselves, for children by the guardian. */
  async function decideSensitive({ principal, decision }: { principal: Principal; decision: SensitiveDecision }): Promise<ConsentView> {
    const subjectIds = await holders.idsOf(principal.subjectId)
    const standing = await store.findSensitive({ subjectIds, purpose: decision.purpose })
    if (decision.decision === 'agree')
      return toView(standing ?? (await give({ principal, purpose: decision.purpose, relyingPartyCode: null, fields: [], until: null })))
    if (standing) return withdraw({ principal, id: standing._id })
    const at = now()
    const refused = await give({ principal, purpose: decision.purpose, relyingPartyCode: null, fields: [], until: null, withdrawnAt: at })
    return toView(refused)
  }

  /** Records a consent; `relyingPartyCode` null is ourselves. */
  async function give(input: {
    principal: Principal
    purpose: string
    relyingPartyCode: string | null
    fields: string[]
    until: Date | null
    withdrawnAt?: Date
  }): Promise<Consent> {
    const { principal, purpose, relyingPartyCode, fields, until, withdrawnAt = null } = input
    const at = now()
    const consent: Consent = {
      _id: newId(at),
      subjectId: principal.subjectId,
      givenBy: principal.personId,
      relyingPartyCode,
      purpose,
      fields,
      basis: 'consent',
      article: null,
      from: at,
      until,
      withdrawnAt,
    }
    const action = withdrawnAt ? 'consent.refused' : 'consent.given'
    await store.addConsent(consent, { action, actor: actorOf(principal), subjectId: principal.subjectId, facts: { purpose, consentId: consent._id } })
    return consent
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const page = await store.listConsents({ subjectIds: await holders.idsOf(principal.subjectId), after, limit })
    return { items: page.items.map(toView), next: page.next }
  }

  /** @throws AppError NOT_FOUND for another person's · CONSENT_BY_LAW · CONSENT_WITHDRAWN when it is withdrawn already */
  async function withdraw({ principal, id }: { principal: Principal; id: string }): Promise<ConsentView> {
    const subjectIds = await holders.idsOf(principal.subjectId)
    const act = { action: 'consent.withdrawn', actor: actorOf(principal), subjectId: principal.subjectId, facts: { consentId: id } }
    const withdrawn = await store.withdraw({ id, subjectIds, at: now(), act })
    if (withdrawn) return toView(withdrawn)
    const found = await store.findConsent({ id, subjectIds })
    if (!found) throw new AppError('NOT_FOUND')
    throw new AppError(found.basis === 'law' ? 'CONSENT_BY_LAW' : 'CONSENT_WITHDRAWN')
  }

  /** Id of the consent that stands for a purpose, asked for at every use: a withdrawal counts at once, in every process (R21). */
  const findSensitiveConsent = async ({ personId, purpose }: { personId: string; purpose: SensitivePurpose }): Promise<string | null> =>
    (await store.findSensitive({ subjectIds: await holders.idsOf(personId), purpose }))?._id ?? null
  const hasSensitiveConsent = async (query: { personId: string; purpose: SensitivePurpose }): Promise<boolean> => (await findSensitiveConsent(query)) !== null

  /** Asked by id at every read of shared data (R21): the consent when it covers this use now, else null. */
  async function findCovering({
    id,
    subjectId,
    relyingPartyCode,
    purpose,
  }: {
    id: string
    subjectId: string
    relyingPartyCode: string
    purpose: string
  }): Promise<Consent | null> {
    const consent = await store.findConsent({ id, subjectIds: await holders.idsOf(subjectId) })
    const at = now()
    const covers =
      consent &&
      consent.relyingPartyCode === relyingPartyCode &&
      consent.purpose === purpose &&
      consent.withdrawnAt === null &&
      consent.from <= at &&
      (consent.until === null || consent.until > at)
    return covers ? consent : null
  }

  return { getGuide, decide, acceptedGuideVersion, decideSensitive, give, list, withdraw, findSensitiveConsent, hasSensitiveConsent, findCovering }
}
