import type { DoorVerdict, HealthColour } from '@zsb/shared/health-code'
import type { DoorScan } from '@zsb/shared/place'
import type { TextSeal } from '../../platform/crypto'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { GuardService } from './guards.service'
import type { Visitor, VisitRecord, VisitStore } from './visits.store'

/** What stands behind a scanned text: a health code that is good now, or why it is none. */
export type DoorCode = { ok: true; jti: string; personId: string } | { ok: false; refusal: 'expired' | 'used' | 'forged' | 'wrongKind' | 'unknown' }

interface Parts {
  visits: Pick<VisitStore, 'insert' | 'findByRetryKey'>
  getOnDuty: GuardService['getOnDuty']
  /** Form, kind, signature, time. Injected: health codes know it. */
  readDoorCode: (text: string) => Promise<DoorCode>
  /** Injected: the health rules know it. Null where nothing was declared, or too long ago. */
  colourOf: (query: { personId: string; at: Date }) => Promise<{ colour: HealthColour | null }>
  idsOf: (personId: string) => Promise<string[]>
  maskedNameOf: (personId: string) => Promise<string>
  /** Seals to the contact-query key; nothing here opens it. */
  sealReference: (text: string, visitId: string) => string
  /** Sealed by the month: erased with its key, also where the ledger never took it. */
  visitorSeal: Pick<ErasableCipher, 'encrypt'>
  /** Seals under a guard's own key, which is not kept. */
  answerSealOf: (askedWith: string) => TextSeal
  indexOf: (purpose: 'code' | 'retry' | 'text', value: string) => string
  /** 128 random bits: an id that tells no time. */
  newRef: () => string
  /** Ends the codes of somebody that were shown up to `at`: one use consumes them all (R31). */
  endCodesOf: (query: { personId: string; at: Date }) => Promise<void>
  /** Days a visit is kept, by the city's table. */
  visitKeptDays: number
  now: () => Date
}
export type DoorService = ReturnType<typeof createDoor>

/** A lost answer asked for again under the same key gets the first verdict for this long (R31). */
const RETRY_MS = 60_000
const DAY_MS = 86_400_000

/**
 * 扫码查验 at a door. Order: duty, code, person, colour, and the write last, so that a refusal burns no code (R31). One write is single-use
 * mark, visit and message to the ledger at once.
 */
export function createDoor({
  visits,
  getOnDuty,
  readDoorCode,
  colourOf,
  idsOf,
  maskedNameOf,
  indexOf,
  newRef,
  endCodesOf,
  visitKeptDays,
  now,
  ...seals
}: Parts) {
  /**
   * @throws AppError NOT_FOUND · GUARD_DUTY_OVER · DOOR_OWN_CODE for one's own code · IDEMPOTENCY_KEY_REUSED for another code under a key
   */
  async function scan(query: { guardId: string; body: DoorScan; principal: Principal; idempotencyKey: string }): Promise<DoorVerdict> {
    const { guardId, body, principal } = query
    const { place } = await getOnDuty({ guardId, principal })
    const at = now()
    const checkedAt = at.toISOString()
    const asked = `${guardId}\n${query.idempotencyKey}`
    const retryKey = indexOf('retry', asked)
    const textIndex = indexOf('text', body.code)
    const code = await readDoorCode(body.code)
    if (!code.ok) {
      const consumed = code.refusal === 'expired' || code.refusal === 'used'
      const first = consumed ? await visits.findByRetryKey(retryKey) : null
      if (first && first.textIndex !== textIndex) throw new AppError('IDEMPOTENCY_KEY_REUSED')
      return (first && again(first, { asked, at })) ?? { verdict: code.refusal, checkedAt }
    }
    const { personId } = code
    if ((await idsOf(principal.personId)).includes(personId)) throw new AppError('DOOR_OWN_CODE')
    const [{ colour }, nameMasked] = await Promise.all([colourOf({ personId, at }), maskedNameOf(personId)])
    if (colour === null) return { verdict: 'noColour', nameMasked, checkedAt }
    const visitId = newRef()
    const verdict: DoorVerdict = { verdict: 'colour', colour, nameMasked, photo: null, checkedAt, visitId, repeated: false }
    const visitor: Visitor = { personId, colour, at: checkedAt }
    const hour = startOfHour(at)
    const visit: VisitRecord = {
      _id: visitId,
      codeIndex: indexOf('code', code.jti),
      retryKey,
      textIndex,
      placeId: place._id,
      guardId,
      at: hour,
      sealed: seals.sealReference(JSON.stringify({ placeId: place._id, at: checkedAt, personId }), visitId),
      answer: seals.answerSealOf(asked).encrypt(JSON.stringify(verdict), visitId),
      visitor: await seals.visitorSeal.encrypt(JSON.stringify(visitor), { id: visitId, at: hour }),
      ledgerRef: newRef(),
      projected: false,
      purgeAt: new Date(hour.getTime() + visitKeptDays * DAY_MS),
    }
    if ((await visits.insert(visit)) === 'inserted') {
      await endCodesOf({ personId, at })
      return verdict
    }
    const first = await visits.findByRetryKey(retryKey)
    if (first && first.codeIndex !== visit.codeIndex) throw new AppError('IDEMPOTENCY_KEY_REUSED')
    return (first && again(first, { asked, at })) ?? { verdict: 'used', checkedAt }
  }

  /** The first verdict once more, or null when that was too long ago. */
  function again({ _id, answer }: VisitRecord, { asked, at }: { asked: string; at: Date }): DoorVerdict | null {
    const verdict = JSON.parse(seals.answerSealOf(asked).decrypt(answer, _id)) as DoorVerdict
    return at.getTime() - Date.parse(verdict.checkedAt) <= RETRY_MS ? ({ ...verdict, repeated: true } as DoorVerdict) : null
  }

  return { scan }
}

const HOUR_MS = 3_600_000
const startOfHour = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
