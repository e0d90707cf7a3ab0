import { randomInt } from 'node:crypto'
import {
  PRESENTATION_LIFE_SECONDS,
  RENEW_BEFORE_END_SECONDS,
  buildShortCode,
  type PresentationOptions,
  type PresentationRequest,
  type PresentationState,
  type PresentationView,
  type UseNotice,
} from '@zsb/shared/presentation'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { OwnedLicence, PresentableLicence, PresentableLicences, SceneRecord, ShownBy } from './presentable-licence'
import type { Presentation, PresentationStore } from './presentations.store'

const DAY_MS = 24 * 60 * 60 * 1000

interface Parts {
  store: PresentationStore
  licences: PresentableLicences
  /** Signs exactly `{jti, exp}` under the presentation key. */
  issueCode: (claims: { jti: string; exp: number }) => string
  /** 128 random bits as 22 base64url characters. */
  newJti: () => string
  newId: (at: Date) => string
  /** Keyed digest of a short form; the digits themselves are not stored. */
  shortIndexOf: (shortCode: string) => string
  /** The use that consumed this showing, in the holder's words, or null. Injected: uses belong to verification. */
  findUse: (displayId: string) => Promise<UseNotice | null>
  relyingPartyName: (code: string) => { zh: string; en: string }
  isUnlocked: (principal: Principal, at: Date) => Promise<boolean>
  unlockState: (principal: Principal) => Promise<PresentationOptions['unlock']>
  scene: (code: string) => SceneRecord | null
  /** `https://<host>` of the codes; a code is `<base>/v#<token>`. */
  publicBase: string
  now: () => Date
}

export type PresentationService = ReturnType<typeof createPresentationService>

/** Showing a licence 亮证: codes that live 60 seconds, work once, and say nothing by themselves. */
export function createPresentationService(parts: Parts) {
  const { store, licences, now } = parts

  /**
   * Issues a code for exactly these fields. With `replaces` the showing goes on, and one that was used gets no further code. A session
   * shows one thing at a time: at most two codes live on a phone, this one and the one it takes over from, and whatever else was shown
   * there ends (R31).
   * @throws AppError NOT_FOUND for a licence of somebody else, as for none
   * @throws AppError PRESENTATION_PASSWORD_REQUIRED for a sensitive type not unlocked in the last ten minutes (R30)
   * @throws AppError PRESENTATION_FIELDS_REFUSED when a required field is left out or one is asked for that the scene does not know
   * @throws AppError PRESENTATION_USED when this showing was consumed meanwhile · PRESENTATION_TAKEN_OVER when the session has begun
   *   another one since
   */
  async function create({ request, principal }: { request: PresentationRequest; principal: Principal }): Promise<PresentationView> {
    const licence = await licences.findOwned({ licenceId: request.licenceId, subjectId: principal.subjectId, capacity: principal.capacity })
    if (!licence) throw new AppError('NOT_FOUND')
    const fields = fieldsOf(licence, request)
    const at = now()
    if (licence.sensitive && !(await parts.isUnlocked(principal, at))) throw new AppError('PRESENTATION_PASSWORD_REQUIRED')
    const previous = request.replaces ? await findPrevious(request.replaces, principal) : null
    const displayId = previous?.displayId ?? parts.newId(at)
    const { presentation, shortCode } = await addOne({ licence, fields, scene: request.scene, principal, displayId, at })
    await store.supersede({ sessionId: principal.sessionId, keep: [presentation._id, ...(previous ? [previous._id] : [])], at })
    return toView(presentation, shortCode, at)
  }

  /** The code to take over from. Only the phone that showed it goes on with it: of another session it is none, like somebody else's. */
  async function findPrevious(jti: string, principal: Principal): Promise<Presentation | null> {
    const previous = await store.find(jti)
    if (!previous || previous.actor.sessionId !== principal.sessionId || previous.subjectId !== principal.subjectId) return null
    if (await parts.findUse(previous.displayId)) throw new AppError('PRESENTATION_USED')
    // Two pages of one phone would otherwise end each other's codes for ever: the one that began later goes on.
    if (previous.endedBecause === 'superseded') throw new AppError('PRESENTATION_TAKEN_OVER')
    return previous.endedBecause === 'withdrawn' ? null : previous
  }

  async function addOne(showing: {
    licence: OwnedLicence
    fields: string[]
    scene: string
    principal: Principal
    displayId: string
    at: Date
  }): Promise<{ presentation: Presentation; shortCode: string }> {
    const { licence, principal, at } = showing
    const expiresAt = new Date((Math.floor(at.getTime() / 1000) + PRESENTATION_LIFE_SECONDS) * 1000)
    for (let attempt = 0; attempt < 5; attempt++) {
      const shortCode = buildShortCode(String(randomInt(0, 100_000_000_000)).padStart(11, '0'))
      const presentation: Presentation = {
        _id: parts.newJti(),
        displayId: showing.displayId,
        subjectId: principal.subjectId,
        actor: { personId: principal.personId, capacity: principal.capacity as ShownBy, sessionId: principal.sessionId },
        licenceId: licence.licenceId,
        revision: licence.revision,
        heldUnder: licence.heldUnder,
        scene: showing.scene,
        fields: showing.fields,
        shortIndex: parts.shortIndexOf(shortCode),
        issuedAt: at,
        expiresAt,
        endedAt: null,
        endedBecause: null,
        refusal: null,
        purgeAt: new Date(expiresAt.getTime() + DAY_MS),
      }
      if ((await store.add(presentation)) === 'inserted') return { presentation, shortCode }
    }
    throw new AppError('OVERLOADED', { retryAfterSeconds: 1 })
  }

  function toView(presentation: Presentation, shortCode: string, at: Date): PresentationView {
    const exp = Math.floor(presentation.expiresAt.getTime() / 1000)
    const renewAfter = new Date(presentation.expiresAt.getTime() - RENEW_BEFORE_END_SECONDS * 1000)
    return {
      id: presentation._id,
      code: `${parts.publicBase}/v#${parts.issueCode({ jti: presentation._id, exp })}`,
      shortCode,
      issuedAt: presentation.issuedAt.toISOString(),
      expiresAt: presentation.expiresAt.toISOString(),
      renewAfter: renewAfter.toISOString(),
      serverTime: at.toISOString(),
    }
  }

  /** What became of a code: polled by the phone where the live channel is down. @throws AppError NOT_FOUND */
  async function getState({ jti, principal }: { jti: string; principal: Principal }): Promise<PresentationState> {
    const presentation = await findMine(jti, principal)
    const use = await parts.findUse(presentation.displayId)
    const at = now()
    const { refusal } = presentation
    return {
      id: jti,
      state: use ? 'used' : (presentation.endedBecause ?? (at >= presentation.expiresAt ? 'expired' : 'live')),
      use,
      refused: refusal && {
        at: refusal.at.toISOString(),
        verdict: refusal.verdict,
        relyingParty: parts.relyingPartyName(refusal.relyingPartyCode),
      },
      serverTime: at.toISOString(),
    }
  }

  /** The holder leaves the screen: every live code of the showing ends at once. */
  async function withdraw({ jti, principal }: { jti: string; principal: Principal }): Promise<void> {
    const presentation = await findMine(jti, principal)
    await store.withdraw({ displayId: presentation.displayId, at: now() })
  }

  async function findMine(jti: string, principal: Principal): Promise<Presentation> {
    const presentation = await store.find(jti)
    if (!presentation || presentation.actor.personId !== principal.personId) throw new AppError('NOT_FOUND')
    return presentation
  }

  /** The occasions of a licence with exactly the fields each would show. @throws AppError NOT_FOUND */
  async function getOptions({ licenceId, principal }: { licenceId: string; principal: Principal }): Promise<PresentationOptions> {
    const licence = await licences.findOwned({ licenceId, subjectId: principal.subjectId, capacity: principal.capacity })
    if (!licence) throw new AppError('NOT_FOUND')
    const labels = new Map(licence.fields.map((field) => [field.code, { code: field.code, zh: field.zh, en: field.en }]))
    const named = (codes: readonly string[]) => codes.flatMap((code) => labels.get(code) ?? [])
    return {
      licenceId: licence.licenceId,
      licenceName: licence.name,
      family: licence.family,
      holderName: licence.holderName,
      issuer: licence.issuer,
      legalWord: licence.legalWord,
      meaning: licence.meaning,
      validToDay: licence.validToDay,
      sensitive: licence.sensitive,
      fieldCount: licence.fields.length,
      scenes: licence.presets.flatMap((preset) => {
        const scene = parts.scene(preset.scene)
        if (!scene) return []
        const { code, zh, en, identifiesPerson } = scene
        return [{ code, zh, en, identifiesPerson, required: named(preset.required), optional: named(preset.optional) }]
      }),
      unlock: await parts.unlockState(principal),
    }
  }

  return { create, getState, getOptions, withdraw }
}

/** Required fields of the scene must be there; nothing outside its preset can be shown. Order is the preset's. */
function fieldsOf(licence: PresentableLicence, request: PresentationRequest): string[] {
  const preset = licence.presets.find((candidate) => candidate.scene === request.scene)
  if (!preset) throw new AppError('PRESENTATION_SCENE_UNKNOWN')
  const chosen = new Set(request.fields)
  const known = [...preset.required, ...preset.optional]
  const missing = preset.required.some((field) => !chosen.has(field))
  if (missing || request.fields.some((field) => !known.includes(field))) throw new AppError('PRESENTATION_FIELDS_REFUSED')
  return known.filter((field) => chosen.has(field))
}
