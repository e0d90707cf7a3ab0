import type { DoorVerdict, HealthColour } from '@zsb/shared/health-code'
import type { DoorScan } from '@zsb/shared/place'
import { AppError } from '../../platform/http/app-error'
import type { RateLimiter } from '../../platform/http/platform'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type Act } from '../holders'
import type { GuardService } from './guards.service'
import type { VisitWriter } from './visit-writer'

/** What stands behind a scanned text: a health code that is good now, or why it is none. `printed` stands on paper and is scanned many times · `proof` its signature. */
export type DoorCode =
  | { ok: true; jti: string; proof: string; personId: string; printed: boolean }
  | { ok: false; refusal: 'expired' | 'used' | 'revoked' | 'forged' | 'wrongKind' | 'unknown' }

interface Parts {
  writer: VisitWriter
  getOnDuty: GuardService['getOnDuty']
  /** Form, kind, signature, time. Injected: health codes know it. */
  readDoorCode: (text: string) => Promise<DoorCode>
  /** Injected: the health rules know it. Null where nothing was declared, or too long ago. */
  colourOf: (query: { personId: string; at: Date }) => Promise<{ colour: HealthColour | null }>
  idsOf: (personId: string) => Promise<string[]>
  maskedNameOf: (personId: string) => Promise<string>
  /** As a `data:` address, from the register of residents; null where it has none or does not answer. */
  photoOf: (personId: string) => Promise<string | null>
  /** Ends the codes of somebody that were shown up to `at`: one use consumes them all (R31). */
  endCodesOf: (query: { personId: string; at: Date }) => Promise<void>
  limiter: Pick<RateLimiter, 'consume'>
  recordRead: (act: Act) => Promise<void>
  /** Days a visit is kept, by the city's table. */
  visitKeptDays: number
  now: () => Date
}
export type DoorService = ReturnType<typeof createDoor>

type Seen = Extract<DoorVerdict, { nameMasked: string }>

const MINUTE_MS = 60_000
/**
 * What makes a visit by a code this one. With the signature, which is random and kept nowhere here: by `jti` alone, which stands in the records of codes, whoever
 * has our key would find where somebody was. A paper may be scanned again and again: at one door in one minute it is one visit.
 */
export const markOfCode = ({ code, placeId, at }: { code: { jti: string; proof: string; printed: boolean }; placeId: string; at: Date }): string =>
  [code.jti, code.proof, ...(code.printed ? [placeId, Math.floor(at.getTime() / MINUTE_MS)] : [])].join('\n')

/**
 * 扫码查验 at a door. Order: duty, code, person, colour, and the write last, so that a refusal burns no code (R31). A code without a colour is a visit too: somebody
 * stood there and was looked at, and she is told.
 */
export function createDoor({ writer, getOnDuty, readDoorCode, colourOf, idsOf, maskedNameOf, photoOf, endCodesOf, limiter, recordRead, now }: Parts) {
  /**
   * @throws AppError NOT_FOUND · GUARD_DUTY_OVER · GUARD_OTHER_DEVICE · DOOR_OWN_CODE for one's own code · IDEMPOTENCY_KEY_REUSED for another code under a key ·
   * RATE_LIMITED for a paper that is scanned too often
   */
  async function scan(query: { guardId: string; body: DoorScan; principal: Principal; idempotencyKey: string }): Promise<DoorVerdict> {
    const { guardId, body, principal } = query
    const { place } = await getOnDuty({ guardId, principal })
    const at = now()
    const checkedAt = at.toISOString()
    const asked = { by: guardId, key: query.idempotencyKey, text: body.code }
    const code = await readDoorCode(body.code)
    if (!code.ok) {
      const consumed = code.refusal === 'expired' || code.refusal === 'used'
      const first = consumed ? await writer.findAnswer<Seen>(asked, at) : null
      return first ? again(first) : { verdict: code.refusal, checkedAt }
    }
    const { personId, printed } = code
    if ((await idsOf(principal.personId)).includes(personId)) throw new AppError('DOOR_OWN_CODE')
    if (printed) await allowPaper({ proof: code.proof, guardId, principal })
    const [{ colour }, nameMasked, photo] = await Promise.all([colourOf({ personId, at }), maskedNameOf(personId), printed ? photoOf(personId) : null])
    const verdictOf = (visitId: string): Seen =>
      colour === null
        ? { verdict: 'noColour', nameMasked, checkedAt }
        : { verdict: 'colour', colour, nameMasked, photo: null, printed, checkedAt, visitId, repeated: false }
    // A paper that was scanned twice in a minute at this door, or asked about again later under its key: one visit, and what is so now.
    const asScanned = (): DoorVerdict => (printed ? again(withPhoto(verdictOf(''), photo)) : { verdict: 'used', checkedAt })
    const written = await writer.write<Seen>({
      placeId: place._id,
      guardId,
      via: printed ? 'printed' : 'scan',
      at,
      code: markOfCode({ code, placeId: place._id, at }),
      who: { personId },
      personId,
      colour,
      asked,
      // A photo is too large to be kept with a visit, and is asked for again.
      answer: verdictOf,
      now: at,
    })
    switch (written.outcome) {
      case 'inserted':
        if (!printed) await endCodesOf({ personId, at })
        return withPhoto(verdictOf(written.visitId), photo)
      case 'again':
        if (written.answer) {
          // Whoever wrote it may not have come this far.
          if (!printed) await endCodesOf({ personId, at: new Date(written.answer.checkedAt) })
          return again(withPhoto(written.answer, photo))
        }
        return asScanned()
      case 'codeUsed':
        return asScanned()
    }
  }

  /**
   * Whoever has a photo of a paper could watch its colour from home. That a guard read a photo of the register is on record; whose it was is not: the trail
   * would tell for years who was where. It stands in her own ledger, with the visit.
   */
  async function allowPaper({ proof, guardId, principal }: { proof: string; guardId: string; principal: Principal }): Promise<void> {
    await limiter.consume('door.paper.target', proof)
    await recordRead({ action: 'healthCode.photoRead', actor: actorOf(principal), subjectId: null, facts: { guardId } })
  }

  return { scan }
}

const withPhoto = (verdict: Seen, photo: string | null): Seen => (verdict.verdict === 'colour' ? { ...verdict, photo } : verdict)
const again = (verdict: Seen): Seen => (verdict.verdict === 'colour' ? { ...verdict, repeated: true } : verdict)
