import type { PublishedProofs, SunsetRequest, SunsetView } from '@zsb/shared/health-code'
import type { TextSeal } from '../../platform/crypto'
import type { RetentionTable } from '../../platform/erasure/erase.service'
import type { RecordKind } from '../../platform/erasure/record-kind'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { addMakingRoom } from '../../platform/second-person/make-room'
import { approvalOf, hasLapsed, isSamePerson, openPending, signatoryOf, viewsOf } from '../../platform/second-person/second-person'
import { actorOf, type Act } from '../holders'
import { recordsOf } from './sunset-job'
import type { SunsetSignatures } from './sunset-signatures'
import type { Step, Sunset, SunsetStore } from './sunsets.store'

interface Parts {
  store: SunsetStore
  kinds: readonly RecordKind[]
  retention: RetentionTable
  reasonSeal: TextSeal
  refusalSeal: TextSeal
  /** What tells a natural person, whatever account he uses. */
  indexesOf: (personId: string) => Promise<string[]>
  signatures: SunsetSignatures
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
  /** Takes what nobody handed in out of the way. */
  closeForged: (sunset: Sunset) => Promise<boolean>
  /** This process asks anew whether the health code is on. */
  onEnded: () => void
  newId: (at: Date) => string
  now: () => Date
}

/** Proofs that are shown. */
const MOST_PROOFS = 20

export type SunsetService = ReturnType<typeof createSunsetService>

/**
 * 停用并销毁: one switch, two natural persons (R17). From the signature on nothing is collected, no code is issued or scanned, and nothing more is sealed
 * under the keys that are to be destroyed.
 */
export function createSunsetService({ store, kinds, retention, reasonSeal, refusalSeal, indexesOf, signatures, sign, ...parts }: Parts) {
  const { closeForged, onEnded, newId, now } = parts
  const planned = (): Step[] =>
    kinds.map(({ code }) => ({ kind: code, afterDays: afterDaysOf(retention, code), state: 'waiting', total: 0, texts: 0, periods: {} }))

  /** @throws AppError HEALTH_SUNSET_PENDING while another one waits or is worked off */
  async function handIn({ request, principal }: { request: SunsetRequest; principal: Principal }): Promise<SunsetView> {
    const at = now()
    const id = newId(at)
    const { documentNumber, reason } = request
    const steps = planned()
    const sunset: Sunset = {
      _id: id,
      documentNumber,
      reason: reasonSeal.encrypt(reason, id),
      ...openPending(principal, at),
      refusal: null,
      steps,
      proven: 0,
      proofs: 0,
      finished: false,
    }
    const outcome = await addMakingRoom({
      add: () => store.add(sunset, actOf('healthCode.sunsetHandedIn', sunset, principal, reason)),
      findInTheWay: store.findInTheWay,
      isOpen: (inTheWay) => signatures.isOpen(inTheWay, at),
      close: closeForged,
    })
    if (outcome === 'pending') throw new AppError('HEALTH_SUNSET_PENDING')
    return toView(sunset, principal)
  }

  /**
   * The second signature, over the hash of what was shown. From here on it is off.
   * @throws AppError NOT_FOUND · PUBLICATION_CLOSED · SECOND_PERSON_NEEDED · SHOWN_HASH_DIFFERS · CONFLICT where it was switched on this moment
   */
  async function approve({ id, shownHash, principal }: { id: string; shownHash: string; principal: Principal }): Promise<SunsetView> {
    const sunset = await findPending(id)
    if (await isSamePerson({ asker: sunset.asker, approver: signatoryOf(principal), indexesOf })) throw new AppError('SECOND_PERSON_NEEDED')
    if (toView(sunset, principal).shownHash !== shownHash) throw new AppError('SHOWN_HASH_DIFFERS')
    const at = now()
    const approver = approvalOf({ principal, shownHash, at, sign })
    const keyKinds = [...new Set(kinds.flatMap(({ sealedUnder }) => sealedUnder ?? []))]
    const act = actOf('healthCode.switchedOff', sunset, principal, reasonOf(sunset))
    const outcome = await store.sign({ id, approver, at, keyKinds, act })
    if (outcome !== 'signed') throw new AppError(outcome === 'later' ? 'CONFLICT' : 'PUBLICATION_CLOSED')
    onEnded()
    return toView({ ...sunset, state: 'done', approver, decidedAt: at }, principal)
  }

  /** The second person does not sign, or the first takes it back. @throws AppError NOT_FOUND · PUBLICATION_CLOSED */
  async function refuse({ id, reason, principal }: { id: string; reason: string; principal: Principal }): Promise<SunsetView> {
    const sunset = await findPending(id)
    const act = actOf('healthCode.sunsetRefused', sunset, principal, reason)
    const refused = await store.refuse({ id, refusal: refusalSeal.encrypt(reason, id), at: now(), act })
    if (!refused) throw new AppError('PUBLICATION_CLOSED')
    return toView(refused, principal)
  }

  async function findPending(id: string): Promise<Sunset> {
    const sunset = await store.find(id)
    if (!sunset) throw new AppError('NOT_FOUND')
    if (sunset.state !== 'pending' || hasLapsed(sunset, now())) throw new AppError('PUBLICATION_CLOSED')
    return sunset
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const { items, next } = await store.list({ after, limit })
    return { items: viewsOf(items, (sunset) => toView(sunset, principal)), next }
  }

  /** For everybody, signed in or not. */
  async function listProofs(): Promise<PublishedProofs> {
    return { items: (await store.readProofs(MOST_PROOFS)).map(({ _id: id, at, proof, token }) => ({ id, at: at.toISOString(), proof, token })) }
  }

  const reasonOf = (sunset: Sunset) => signatures.shownOf(sunset).reason
  function toView(sunset: Sunset, principal: Principal): SunsetView {
    const { _id: id, at, asker, steps, decidedAt, refusal } = sunset
    return {
      ...signatures.shownOf(sunset),
      steps: steps.map(({ kind: code, afterDays, state, total, periods }) => {
        const { zh, en } = kinds.find((each) => each.code === code) ?? { zh: code, en: code }
        return { kind: code, zh, en, afterDays, state, total, erased: recordsOf(periods) }
      }),
      state: stateOf(sunset),
      askedAt: at.toISOString(),
      mine: asker.personId === principal.personId,
      shownHash: signatures.shownHashOf(sunset),
      decidedAt: decidedAt?.toISOString() ?? null,
      refusal: refusal === null ? null : refusalSeal.decrypt(refusal, id),
    }
  }

  function stateOf(sunset: Sunset): SunsetView['state'] {
    if (sunset.state === 'done' && !signatures.isSigned(sunset)) return 'lapsed'
    if (sunset.state === 'done') return sunset.proofs > 0 ? 'erased' : 'signed'
    if (sunset.state === 'refused') return 'refused'
    return sunset.state === 'expired' || hasLapsed(sunset, now()) ? 'lapsed' : 'pending'
  }

  return { handIn, approve, refuse, list, listProofs }
}

/** @throws Error for a kind that the table does not keep by the day */
function afterDaysOf(retention: RetentionTable, code: string): number {
  const rule = retention[code]
  if (!rule || !('afterSunsetDays' in rule)) throw new Error(`content/access/retention.json says nothing of ${code} after the sunset`)
  return rule.afterSunsetDays
}

function actOf(action: string, { _id: sunsetId, documentNumber }: Sunset, principal: Principal, reason: string): Act {
  return { action, actor: actorOf(principal), subjectId: null, reason, facts: { sunsetId, documentNumber } }
}
