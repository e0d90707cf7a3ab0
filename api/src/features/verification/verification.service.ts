import { buildReceipt, type DisclosedField, type StatusBasis, type Verdict, type VerificationRequest } from '@zsb/shared/verification'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { PresentableLicence, PresentableLicences, Presentation, SceneRecord } from '../presentations'
import { createKeyMemory } from './key-memory'
import type { CodeAnswer, CodeRefusal } from './read-code'
import type { UseRecord, UseStore } from './verification.store'

/** How long the holder may say 不是我 and turn the clerk's verdict red (R32). */
export const CONTEST_MS = 2 * 60 * 1000
/** How long the same clerk gets the same answer again for the same key (R31). */
const RETRY_MS = 60 * 1000

/** Refusals of what is no code of anybody's are kept as long as logs must be: six months (网络安全法 art. 21). */
const RUBBISH_KEPT_MS = 184 * 86_400_000

/** What the register says of a relying party 用证单位. */
export interface VerifierPolicy {
  mayAsk: (query: { relyingPartyCode: string; scene: string; purpose: string }) => 'allowed' | 'sceneNotAllowed' | 'purposeNotAllowed'
  allowedFields: (query: { relyingPartyCode: string; licenceType: string; scene: string }) => readonly string[]
  scene: (code: string) => SceneRecord | null
}

interface Parts {
  readCode: (text: string) => Promise<CodeAnswer>
  uses: UseStore
  licences: Pick<PresentableLicences, 'findForVerification'>
  policy: VerifierPolicy
  /** Tells the holder's phone that a counter was refused; the code still lives. */
  noteRefusal: (event: { jti: string; at: Date; verdict: string; relyingPartyCode: string }) => Promise<void>
  newId: (at: Date) => string
  /** Six characters for a receipt. */
  newReceiptPart: () => string
  /** Keyed digest of who asks under which key. */
  digest: (text: string) => string
  /** Calendar day in Asia/Shanghai. */
  toDay: (at: Date) => string
  now: () => Date
}

type Subject = { presentation: Presentation; licence: PresentableLicence | null }
export type VerificationService = ReturnType<typeof createVerificationService>

/** Checking a code 核验: form → kind → signature → time → verifier, purpose and scene → status → single use. */
export function createVerificationService(parts: Parts) {
  const { uses, policy, now } = parts
  const keys = createKeyMemory({ lifeMs: RETRY_MS })

  /**
   * Always answers a verdict for a well-formed question. The single-use write comes last, so that a refusal burns nothing.
   * @throws AppError FORBIDDEN for a staff member who serves no relying party · IDEMPOTENCY_KEY_REUSED when the key came with another question in
   *   the last minute (R16, decisions/0010) · STORAGE_UNCERTAIN when the write was not confirmed
   */
  async function verify({
    request,
    principal,
    idempotencyKey,
  }: {
    request: VerificationRequest
    principal: Principal
    idempotencyKey: string
  }): Promise<Verdict> {
    const act = actOf({ request, principal, idempotencyKey })
    if (!keys.fits({ key: act.retryKey, asked: request, at: act.at })) throw new AppError('IDEMPOTENCY_KEY_REUSED')
    const code = await parts.readCode(request.code)
    if (!code.ok) return answerUnreadable(act, code.error)
    const presentation = code.value
    const asked = policy.mayAsk({ relyingPartyCode: act.verifier.relyingPartyCode, scene: request.scene, purpose: request.purpose })
    const scene = policy.scene(request.scene)
    if (asked !== 'allowed' || !scene) return refuse(act, { presentation, licence: null }, { verdict: 'wrongScene', reason: asked })
    if (presentation.scene !== request.scene) {
      const chosen = policy.scene(presentation.scene)
      return refuse(
        act,
        { presentation, licence: null },
        { verdict: 'wrongScene', reason: 'sceneDiffers', ...(chosen && { chosenScene: { zh: chosen.zh, en: chosen.en } }) },
      )
    }
    const licence = await parts.licences.findForVerification({
      licenceId: presentation.licenceId,
      maxAgeSeconds: scene.statusMaxAgeSeconds,
      subjectId: presentation.subjectId,
      ...(presentation.heldUnder && { heldUnder: presentation.heldUnder }),
    })
    if (!licence) return refuse(act, { presentation, licence: null }, { verdict: 'undetermined', reason: 'licenceGone' })
    const subject = { presentation, licence }
    const standing = standingOf(licence, statusOf(licence, act.at, scene))
    if (standing) return refuse(act, subject, standing)
    const refused = presentation.refusal ? await findRefusal(act) : null
    if (refused) return refused
    return consume(act, subject as Subject & { licence: PresentableLicence }, scene)
  }

  /** The single-use write and what follows from its outcome. The last branch refuses. */
  async function consume(
    act: Act,
    { presentation, licence }: { presentation: Presentation; licence: PresentableLicence },
    scene: SceneRecord,
  ): Promise<Verdict> {
    const disclosed = disclose(presentation, licence, act)
    const use: UseRecord = {
      ...baseRecord(act),
      _id: presentation._id,
      kind: 'use',
      displayId: presentation.displayId,
      verdict: 'valid',
      reason: 'ok',
      jti: presentation._id,
      subjectId: presentation.subjectId,
      shower: { personId: presentation.actor.personId, capacity: presentation.actor.capacity },
      licenceId: licence.licenceId,
      revision: licence.revision,
      licenceType: licence.typeCode,
      fields: disclosed.map((field) => field.code),
      legalWord: licence.legalWord,
      statusAsOf: licence.statusAsOf,
      // A licence without a photo can't be compared with a face: other papers identify the person there.
      identityMatch: scene.identifiesPerson && disclosed.some((field) => field.kind === 'photo') ? 'needed' : 'notNeeded',
      projected: false,
    }
    if ((await uses.insert(use)) === 'inserted') return toValid(use, licence, scene)
    const earlier = await uses.findByDisplay(presentation.displayId)
    if (!earlier) return { verdict: 'undetermined', reason: 'storage', ...stamp(act) }
    const again = isRetry(earlier, act) ? await rebuild(earlier) : null
    return again ?? keepRefusal(act, { presentation, licence }, toUsed(act, earlier, statusOf(licence, act.at, scene)))
  }

  /**
   * The first answer once more for the same clerk and key within 60 s, whatever changed since: the status, the register, the
   * code's own end (R31). Costs nothing where nothing was refused: a use is found by the single-use write itself.
   */
  async function findFirst(act: Act, { displayId, refusal }: Presentation): Promise<Verdict | null> {
    const use = await uses.findByDisplay(displayId)
    if (use && isRetry(use, act)) return rebuild(use)
    return refusal ? findRefusal(act) : null
  }

  /** Id of the record of a refusal: one for each clerk, key and text. */
  const refusalIdOf = (act: Act) => `r_${parts.digest(`${act.asked}\n${act.request.code}`)}`

  async function findRefusal(act: Act): Promise<Verdict | null> {
    const refusal = await uses.find(refusalIdOf(act))
    return refusal?.answer && isRetry(refusal, act) ? (refusal.answer as Verdict) : null
  }

  /** A code past its time, or no code of ours. A lost answer asked for again by the same clerk still gets its verdict (R31). */
  async function answerUnreadable(act: Act, refusal: CodeRefusal): Promise<Verdict> {
    if (refusal.verdict === 'codeExpired' && refusal.jti) {
      const earlier = await uses.find(refusal.jti)
      const again = earlier && isRetry(earlier, act) ? await rebuild(earlier) : await findRefusal(act)
      if (again) return again
    }
    const { verdict, reason } = refusal
    switch (verdict) {
      case 'codeExpired':
        return keepRefusal(act, null, { verdict, reason, ...stamp(act), expiredAt: refusal.expiredAt.toISOString() })
      case 'wrongKind':
        return keepRefusal(act, null, { verdict, reason, ...stamp(act), looksLike: refusal.looksLike, ...(refusal.host && { host: refusal.host }) })
      default:
        return keepRefusal(act, null, { verdict, reason, ...stamp(act) })
    }
  }

  async function refuse(act: Act, subject: Subject, refusal: { verdict: Verdict['verdict']; reason: string } & Record<string, unknown>): Promise<Verdict> {
    const { presentation } = subject
    const first = await findFirst(act, presentation)
    if (first) return first
    const kept = await keepRefusal(act, subject, { ...stamp(act), ...refusal } as Verdict)
    await parts.noteRefusal({ jti: presentation._id, at: act.at, verdict: refusal.verdict, relyingPartyCode: act.verifier.relyingPartyCode })
    return kept
  }

  /**
   * A refusal is an act too: its receipt can be found again, and the holder's side learns of it. The same question asked again
   * under the same key is the same act: one record, one receipt.
   */
  async function keepRefusal(act: Act, subject: Subject | null, verdict: Verdict): Promise<Verdict> {
    const presentation = subject?.presentation ?? null
    const refusalId = refusalIdOf(act)
    const record: UseRecord = {
      ...baseRecord(act),
      _id: refusalId,
      kind: 'refusal',
      displayId: refusalId,
      verdict: verdict.verdict,
      reason: verdict.reason,
      jti: presentation?._id ?? null,
      subjectId: presentation?.subjectId ?? null,
      shower: presentation && { personId: presentation.actor.personId, capacity: presentation.actor.capacity },
      licenceType: subject?.licence?.typeCode ?? null,
      answer: verdict,
      ...(!presentation && { purgeAt: new Date(act.at.getTime() + RUBBISH_KEPT_MS) }),
    }
    if ((await uses.insert(record)) === 'inserted') return verdict
    const first = await findRefusal(act)
    if (first) return first
    const id = `r_${parts.newId(act.at)}`
    await uses.insert({ ...record, _id: id, displayId: id })
    return verdict
  }

  async function rebuild(use: UseRecord): Promise<Verdict | null> {
    const scene = policy.scene(use.scene)
    const licence =
      use.licenceId &&
      (await parts.licences.findForVerification({
        licenceId: use.licenceId,
        maxAgeSeconds: Infinity,
        subjectId: use.subjectId ?? undefined,
        ...(use.revision !== null && { revision: use.revision }),
      }))
    return scene && licence ? toValid(use, licence, scene) : null
  }

  function actOf({ request, principal, idempotencyKey }: { request: VerificationRequest; principal: Principal; idempotencyKey: string }) {
    if (!principal.relyingPartyCode || !principal.staffId) throw new AppError('FORBIDDEN')
    const at = now()
    const asked = `${principal.staffId}\n${idempotencyKey}`
    return {
      request,
      at,
      receipt: buildReceipt({ day: parts.toDay(at), random: parts.newReceiptPart() }),
      asked,
      retryKey: parts.digest(asked),
      verifier: {
        personId: principal.personId,
        staffId: principal.staffId,
        relyingPartyCode: principal.relyingPartyCode,
        counter: principal.officeId ?? '',
        sessionId: principal.sessionId,
      },
    }
  }

  function disclose(presentation: Presentation, licence: PresentableLicence, act: Act): DisclosedField[] {
    const chosen = new Set(presentation.fields)
    const allowed = new Set(policy.allowedFields({ relyingPartyCode: act.verifier.relyingPartyCode, licenceType: licence.typeCode, scene: act.request.scene }))
    return licence.fields
      .filter((field) => chosen.has(field.code) && allowed.has(field.code))
      .map(({ code, zh, en, kind, value }) => ({ code, zh, en, kind, value }))
  }

  function toValid(use: UseRecord, licence: PresentableLicence, scene: SceneRecord): Verdict {
    const shown = new Set(use.fields)
    const asOf = use.statusAsOf ?? use.at
    const legalWord = use.legalWord ?? licence.legalWord
    const ageSeconds = Math.max(0, Math.round((use.at.getTime() - asOf.getTime()) / 1000))
    return {
      verdict: 'valid',
      reason: 'ok',
      id: use._id,
      receipt: use.receipt,
      checkedAt: use.at.toISOString(),
      licenceType: licence.typeCode,
      licenceName: licence.name,
      fields: licence.fields.filter((field) => shown.has(field.code)).map(({ code, zh, en, kind, value }) => ({ code, zh, en, kind, value })),
      legalWord,
      remarked: legalWord.zh !== licence.ordinaryWord.zh,
      status: { asOf: asOf.toISOString(), ageSeconds, fresh: ageSeconds <= scene.statusMaxAgeSeconds },
      identityMatch: use.identityMatch,
      shownBy: use.shower?.capacity ?? 'self',
      contestableUntil: new Date(use.at.getTime() + CONTEST_MS).toISOString(),
      contested: use.contestedAt !== null,
    }
  }

  return { verify, get: getAgain }

  /** The clerk's own verdict once more, for as long as its result may stand on a screen (60 s): it may have been contested. */
  async function getAgain({ id, principal }: { id: string; principal: Principal }): Promise<Verdict> {
    const use = await uses.find(id)
    const recent = use && now().getTime() - use.at.getTime() <= CONTEST_MS
    if (!use || use.kind !== 'use' || use.verifier.staffId !== principal.staffId || !recent) throw new AppError('NOT_FOUND')
    const verdict = await rebuild(use)
    if (!verdict) throw new AppError('NOT_FOUND')
    return verdict
  }
}

interface Act {
  request: VerificationRequest
  at: Date
  receipt: string
  retryKey: string
  /** Clerk and key, from which `retryKey` is made. */
  asked: string
  verifier: UseRecord['verifier']
}

const stamp = (act: Act) => ({ receipt: act.receipt, checkedAt: act.at.toISOString() })

const isRetry = (earlier: UseRecord, act: Act): boolean =>
  earlier.verifier.staffId === act.verifier.staffId && earlier.retryKey === act.retryKey && act.at.getTime() - earlier.at.getTime() <= RETRY_MS

function baseRecord(act: Act): UseRecord {
  return {
    _id: '',
    kind: 'refusal',
    displayId: '',
    verdict: 'undetermined',
    reason: '',
    receipt: act.receipt,
    at: act.at,
    verifier: act.verifier,
    retryKey: act.retryKey,
    method: act.request.method,
    scene: act.request.scene,
    purpose: act.request.purpose,
    jti: null,
    subjectId: null,
    shower: null,
    licenceId: null,
    revision: null,
    licenceType: null,
    fields: [],
    legalWord: null,
    statusAsOf: null,
    identityMatch: 'notNeeded',
    identityMatchAt: null,
    contestedAt: null,
    contestedBy: null,
    projected: true,
    answer: null,
    basis: 'consent',
  }
}

function statusOf(licence: PresentableLicence, at: Date, scene: SceneRecord): StatusBasis {
  const ageSeconds = Math.max(0, Math.round((at.getTime() - licence.statusAsOf.getTime()) / 1000))
  return { asOf: licence.statusAsOf.toISOString(), ageSeconds, fresh: ageSeconds <= scene.statusMaxAgeSeconds }
}

/** Why a licence is not shown as 有效, or null when it is. A state we cannot place is `undetermined`, never valid. */
function standingOf(licence: PresentableLicence, status: StatusBasis) {
  const about = { licenceType: licence.typeCode, licenceName: licence.name, legalWord: licence.legalWord, status }
  switch (licence.meaning) {
    case 'valid':
      return status.fresh ? null : ({ verdict: 'undetermined', reason: 'statusTooOld', status } as const)
    case 'expired':
      return { verdict: 'licenceExpired', reason: 'past', ...about, expiredOn: licence.validToDay ?? '' } as const
    case 'revoked':
      return { verdict: 'revoked', reason: 'state', ...about } as const
    case 'suspended':
    case 'lost':
      return { verdict: 'suspended', reason: licence.meaning, ...about } as const
    case 'notYetValid':
      return {
        verdict: 'notYetValid',
        reason: 'licence',
        licenceName: licence.name,
        ...(licence.validFromDay && { validFromOn: licence.validFromDay }),
        status,
      } as const
    default:
      return { verdict: 'undetermined', reason: 'stateUnknown', status } as const
  }
}

/** Only the verifier who used it is told where; others only when. */
function toUsed(act: Act, earlier: UseRecord, status: StatusBasis): Verdict {
  const byMe = earlier.verifier.staffId === act.verifier.staffId
  return {
    verdict: 'used',
    reason: byMe ? 'byMe' : 'elsewhere',
    ...stamp(act),
    usedAt: earlier.at.toISOString(),
    byMe,
    ...(byMe && { earlierReceipt: earlier.receipt }),
    status,
  }
}
