import { LONGEST_ACTIVATION_DAYS, type ActivationRequest, type ActivationView, type HealthCodeStatus } from '@zsb/shared/health-code'
import { regionName } from '@zsb/shared/region'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { TextSeal } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { addMakingRoom } from '../../platform/second-person/make-room'
import { approvalOf, hasLapsed, isSamePerson, openPending, signatoryOf, viewsOf } from '../../platform/second-person/second-person'
import { actorOf, type Act } from '../holders'
import type { ActivationSignatures } from './activation-signatures'
import type { Activation, ActivationStore } from './activations.store'
import type { HealthStanding } from './standing'

interface Parts {
  store: ActivationStore
  standing: Pick<HealthStanding, 'find' | 'endedAt' | 'forget'>
  reasonSeal: TextSeal
  refusalSeal: TextSeal
  /** What tells a natural person, whatever account he uses. */
  indexesOf: (personId: string) => Promise<string[]>
  signatures: ActivationSignatures
  /** One that nobody handed in was in the way, and is closed. */
  onForged: () => void
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
  newId: (at: Date) => string
  now: () => Date
}

export type ActivationService = ReturnType<typeof createActivationService>

const LAST_DAY = {
  pointer: '/body/endsOn',
  zh: `最后一天要在今天以后、${LONGEST_ACTIVATION_DAYS} 天以内`,
  en: `The last day has to be after today, within ${LONGEST_ACTIVATION_DAYS} days`,
}
const NO_REGION = { pointer: '/body/area', zh: '没有这个行政区划，请重新选', en: 'No such region' }

/**
 * 启用健康码: off without a document, an authority, an area, a purpose and a last day, and without two natural persons (R17; 传染病防治法 as revised:
 * measures are proportionate, limited in area and time, and told to everybody).
 */
export function createActivationService({ store, standing, reasonSeal, refusalSeal, indexesOf, signatures, ...parts }: Parts) {
  const { onForged, sign, newId, now } = parts
  /** What everybody may know, signed in or not. */
  async function status(): Promise<HealthCodeStatus> {
    const [active, ended] = await Promise.all([standing.find(), standing.endedAt()])
    return { active: active && { ...basisOf(active), since: active.decidedAt!.toISOString() }, endedAt: ended?.toISOString() ?? null }
  }

  const isDayAllowed = (endsOn: string): boolean => {
    const today = toCalendarDate(now())
    return endsOn > today && endsOn <= addDays(today, LONGEST_ACTIVATION_DAYS)
  }

  /**
   * Hands an activation in for the second person; once signed it takes the place of the one in force, which is how one is prolonged.
   * @throws AppError REQUEST_INVALID for a last day or an area that cannot be · HEALTH_ACTIVATION_PENDING while another one waits
   */
  async function handIn({ request, principal }: { request: ActivationRequest; principal: Principal }): Promise<ActivationView> {
    const fields = [...(isDayAllowed(request.endsOn) ? [] : [LAST_DAY]), ...(regionName(request.area) ? [] : [NO_REGION])]
    if (fields.length > 0) throw new AppError('REQUEST_INVALID', { fields })
    const at = now()
    const id = newId(at)
    const { documentNumber, authority, area, purpose, endsOn, reason } = request
    const activation: Activation = {
      _id: id,
      documentNumber,
      authority,
      area,
      purpose,
      endsOn,
      reason: reasonSeal.encrypt(reason, id),
      ...openPending(principal, at),
      refusal: null,
    }
    const outcome = await addMakingRoom({
      add: () => store.add(activation, actOf('healthCode.activationHandedIn', activation, principal, reason)),
      findInTheWay: store.findPending,
      isOpen: (inTheWay) => signatures.isOpen(inTheWay, at),
      close: closeForged,
    })
    if (outcome === 'pending') throw new AppError('HEALTH_ACTIVATION_PENDING')
    return toView({ activation, principal, current: null })
  }

  async function closeForged({ _id: id }: Activation): Promise<boolean> {
    const act = { action: 'healthCode.activationClosed', actor: null, subjectId: null, facts: { activationId: String(id) } }
    const isClosed = await store.close({ id, at: now(), act })
    if (isClosed) onForged()
    return isClosed
  }

  /**
   * The second signature: another natural person, in another session, on another device, over the hash of what was shown. From here on it is on.
   * @throws AppError NOT_FOUND · PUBLICATION_CLOSED when it was decided or has lapsed · SECOND_PERSON_NEEDED · SHOWN_HASH_DIFFERS
   * @throws AppError CONFLICT when its last day has come meanwhile · HEALTH_SUNSET_RUNS while what was collected before is being erased
   */
  async function approve({ id, shownHash, principal }: { id: string; shownHash: string; principal: Principal }): Promise<ActivationView> {
    const activation = await findPending(id)
    if (await isSamePerson({ asker: activation.asker, approver: signatoryOf(principal), indexesOf })) throw new AppError('SECOND_PERSON_NEEDED')
    if (toView({ activation, principal, current: null }).shownHash !== shownHash) throw new AppError('SHOWN_HASH_DIFFERS')
    if (!isDayAllowed(activation.endsOn)) throw new AppError('CONFLICT')
    const at = now()
    const approver = approvalOf({ principal, shownHash, at, sign })
    const act = actOf('healthCode.switchedOn', activation, principal, reasonOf(activation))
    const outcome = await store.sign({ id, approver, at, act })
    if (outcome !== 'signed') throw new AppError(outcome === 'ending' ? 'HEALTH_SUNSET_RUNS' : 'PUBLICATION_CLOSED')
    standing.forget()
    return toView({ activation: { ...activation, state: 'done', approver, decidedAt: at }, principal, current: id })
  }

  /** The second person does not sign, or the first takes it back. @throws AppError NOT_FOUND · PUBLICATION_CLOSED */
  async function refuse({ id, reason, principal }: { id: string; reason: string; principal: Principal }): Promise<ActivationView> {
    const activation = await findPending(id)
    const act = actOf('healthCode.activationRefused', activation, principal, reason)
    const refused = await store.refuse({ id, refusal: refusalSeal.encrypt(reason, id), at: now(), act })
    if (!refused) throw new AppError('PUBLICATION_CLOSED')
    return toView({ activation: refused, principal, current: null })
  }

  async function findPending(id: string): Promise<Activation> {
    const activation = await store.find(id)
    if (!activation) throw new AppError('NOT_FOUND')
    if (activation.state !== 'pending' || hasLapsed(activation, now())) throw new AppError('PUBLICATION_CLOSED')
    return activation
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const [{ items, next }, active] = await Promise.all([store.list({ after, limit }), standing.find()])
    const current = active?._id ?? null
    return { items: viewsOf(items, (activation) => toView({ activation, principal, current })), next }
  }

  const { reasonOf, shownHashOf } = signatures

  /** @param current id of the one in force */
  function toView({ activation, principal, current }: { activation: Activation; principal: Principal; current: string | null }): ActivationView {
    const { _id: id, at, asker, decidedAt, refusal } = activation
    return {
      id,
      ...basisOf(activation),
      reason: reasonOf(activation),
      state: stateOf(activation, current),
      askedAt: at.toISOString(),
      mine: asker.personId === principal.personId,
      shownHash: shownHashOf(activation),
      decidedAt: decidedAt?.toISOString() ?? null,
      refusal: refusal === null ? null : refusalSeal.decrypt(refusal, id),
    }
  }

  function stateOf(activation: Activation, current: string | null): ActivationView['state'] {
    if (activation.state === 'done' && !signatures.isSigned(activation)) return 'lapsed'
    if (activation.state === 'done') return activation._id === current ? 'active' : 'ended'
    if (activation.state === 'refused') return 'refused'
    return activation.state === 'expired' || hasLapsed(activation, now()) ? 'lapsed' : 'pending'
  }

  return { status, handIn, approve, refuse, list }
}

/** The legal basis, as it is told to everybody. */
function basisOf({ documentNumber, authority, area, purpose, endsOn }: Activation) {
  return { documentNumber, authority, area: { code: area, ...(regionName(area) ?? { zh: area, en: area }) }, purpose, endsOn }
}

function actOf(action: string, { _id: activationId, documentNumber, area, endsOn }: Activation, principal: Principal, reason: string): Act {
  return { action, actor: actorOf(principal), subjectId: null, reason, facts: { activationId, documentNumber, area, endsOn } }
}
