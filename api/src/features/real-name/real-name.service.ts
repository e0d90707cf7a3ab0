import type { DocumentClaim, FaceCheckResult, FaceCheckStarted, RealNameOutcome, RealNameResult } from '@zsb/shared/holder'
import type { DocumentType, IdentityDocumentFormat, RealNameLevel } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import type { RateLimiter } from '../../platform/http/platform'
import type { Principal } from '../../platform/http/principal'
import { actorOf, lower, type Actor, type Established, type HolderService, type PersonDocument } from '../holders'
import type { FacePartner, PopulationRegister } from './adapters/registers'
import { OUTCOME_WORDS } from './outcome-words'
import { readClaim, type ReadClaim } from './read-claim'
import type { RealNameStore } from './real-name.store'

interface Parts {
  store: RealNameStore
  holders: Pick<HolderService, 'get' | 'establish' | 'keepClaim' | 'claimOf'>
  register: Pick<PopulationRegister, 'check'>
  face: FacePartner
  limiter: RateLimiter
  formatOf: (type: DocumentType) => IdentityDocumentFormat
  documentIndex: (document: { documentType: string; number: string }) => string
  ticketDigest: (ticket: string) => string
  /** Whether the person agreed, apart from everything else, to this use of sensitive data. */
  hasSensitiveConsent: (query: { personId: string; purpose: 'faceCheck' }) => Promise<boolean>
  /** Ends the sessions of an account that lost its document to the person it belongs to. */
  onDisplaced: (displaced: { personId: string; by: Actor }) => Promise<void>
  toDay: (at: Date) => string
  now: () => Date
}
export type RealNameService = ReturnType<typeof createRealNameService>

/** Real-naming 实名认证: the register first, then a face or, as good, a window. */
export function createRealNameService(parts: Parts) {
  const { store, holders, now } = parts

  /**
   * Checks name and number against the population register. On a new device of an account that has this document it is the
   * step-up that R29 asks for.
   * @throws AppError RATE_LIMITED · UPSTREAM_UNAVAILABLE · REAL_NAME_FIXED when the account stands on another document
   */
  async function check({ principal, claim }: { principal: Principal; claim: DocumentClaim }): Promise<RealNameResult> {
    const read = readClaim({ claim, format: parts.formatOf(claim.documentType), today: parts.toDay(now()) })
    if (!read.ok) return answer(read.error, principal.level)
    // The target's counter: one number cannot be tried against many names, whoever asks.
    await parts.limiter.consume('realName.check.target', parts.documentIndex(read.value))
    if (read.value.checkedAt === 'window') {
      await holders.keepClaim({ personId: principal.personId, person: read.value, registerFits: false, actor: actorOf(principal) })
      return answer('windowOnly', principal.level)
    }
    const said = await parts.register.check(read.value)
    if (said !== 'match') return answer(said, principal.level)
    return settle({ principal, person: read.value })
  }

  async function settle({ principal, person }: { principal: Principal; person: ReadClaim }): Promise<RealNameResult> {
    const actor = actorOf(principal)
    const done = await holders.establish({ personId: principal.personId, person, proof: 'register', deviceId: principal.deviceId, actor })
    if (done.outcome !== 'proofNeeded') return finish(done, principal)
    await holders.keepClaim({ personId: principal.personId, person, registerFits: true, actor })
    return answer('proofNeeded', principal.level)
  }

  async function finish(done: Established, principal: Principal): Promise<RealNameResult> {
    if (done.outcome === 'proofNeeded') return answer('proofNeeded', 'none')
    if (done.outcome !== 'passed') throw new AppError('REAL_NAME_FIXED')
    if (done.displacedId) await parts.onDisplaced({ personId: done.displacedId, by: actorOf(principal) })
    const proven = done.holder.devices.find(({ id }) => id === principal.deviceId)?.provenLevel ?? 'none'
    return { ...answer('passed', lower(done.holder.level, proven)), merged: done.merged }
  }

  /** The claim a face check or a window confirms: a register must have matched it, except at the window. */
  async function claimOf(principal: Principal): Promise<PersonDocument & { registerFits: boolean }> {
    const claim = holders.claimOf(await holders.get(principal.personId))
    if (!claim) throw new AppError('REAL_NAME_CLAIM_MISSING')
    return claim
  }

  /**
   * Begins a face check at the certified partner.
   * @throws AppError SENSITIVE_CONSENT_REQUIRED · REAL_NAME_CLAIM_MISSING
   */
  async function startFaceCheck({ principal }: { principal: Principal }): Promise<FaceCheckStarted> {
    if (!(await parts.hasSensitiveConsent({ personId: principal.personId, purpose: 'faceCheck' }))) throw new AppError('SENSITIVE_CONSENT_REQUIRED')
    const claim = await claimOf(principal)
    if (!claim.registerFits) throw new AppError('REAL_NAME_CLAIM_MISSING')
    await parts.limiter.consume('realName.face.target', parts.documentIndex(claim))
    const at = now()
    const { ticket, url, expiresAt } = await parts.face.start({ name: claim.name, documentType: claim.documentType, number: claim.number })
    const check = {
      _id: parts.ticketDigest(ticket),
      personId: principal.personId,
      deviceId: principal.deviceId,
      claimIndex: parts.documentIndex(claim),
      state: 'pending' as const,
      startedAt: at,
      expiresAt,
      settledAt: null,
      spentAt: null,
    }
    await store.addFaceCheck(check, { action: 'realName.faceStarted', actor: actorOf(principal), subjectId: principal.personId })
    return { ticket, url, expiresAt: expiresAt.toISOString() }
  }

  /**
   * Asks the partner how a face check ended, and settles it once: a ticket that passed raises no level a second time, and one
   * past its end none at all.
   * @throws AppError NOT_FOUND for another person's ticket or one of another device, as for none
   */
  async function finishFaceCheck({ principal, ticket }: { principal: Principal; ticket: string }): Promise<FaceCheckResult> {
    const id = parts.ticketDigest(ticket)
    const check = await store.findFaceCheck({ id, personId: principal.personId, deviceId: principal.deviceId })
    if (!check) throw new AppError('NOT_FOUND')
    if (check.state === 'passed') return { state: 'passed', ...answer('passed', principal.level) }
    const state = check.state !== 'pending' ? check.state : now() >= check.expiresAt ? 'expired' : await parts.face.result(ticket)
    if (state !== 'passed') {
      if (state !== 'pending' && check.state === 'pending') await settleFace(principal, id, state)
      return { state, ...answer('proofNeeded', principal.level), ...FACE_WORDS[state] }
    }
    const claim = await claimOf(principal)
    if (parts.documentIndex(claim) !== check.claimIndex) throw new AppError('CONFLICT')
    const done = await holders.establish({
      personId: principal.personId,
      person: { ...claim, bornOn: claim.bornOn ?? bornOnOf(claim) },
      proof: 'face',
      deviceId: principal.deviceId,
      actor: actorOf(principal),
    })
    await settleFace(principal, id, 'passed')
    return { state, ...(await finish(done, principal)) }
  }

  const settleFace = (principal: Principal, id: string, state: 'passed' | 'failed' | 'expired') =>
    store.settleFaceCheck({ id, state, at: now(), act: { action: `realName.face.${state}`, actor: actorOf(principal), subjectId: principal.personId } })

  const bornOnOf = (claim: PersonDocument): string | null => {
    const read = readClaim({ claim, format: parts.formatOf(claim.documentType), today: parts.toDay(now()) })
    return read.ok ? read.value.bornOn : null
  }

  return { check, startFaceCheck, finishFaceCheck }
}

const answer = (outcome: RealNameOutcome, level: RealNameLevel): RealNameResult => ({ outcome, level, merged: false, ...OUTCOME_WORDS[outcome] })

const FACE_WORDS = {
  pending: { zh: '等待人脸核验完成', en: 'Waiting for the face check' },
  failed: { zh: '人脸核验没有通过。可以再试一次，或取核验码到窗口核验', en: 'The face check did not pass. Try again, or get a code and go to a window' },
  expired: { zh: '人脸核验已超时，请重新开始，或到窗口核验', en: 'The face check timed out. Begin again, or go to a window' },
} as const
