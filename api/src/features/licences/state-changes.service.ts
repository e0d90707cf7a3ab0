import { nextLicenceState, type LicenceType, type StateChangeRequest, type StateChangeView } from '@zsb/shared/licence'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { jurisdictionOf } from '../../platform/policy/jurisdiction'
import { approvalOf, hasLapsed, isSamePerson, openPending, signatoryOf } from '../../platform/second-person/second-person'
import { actorOf, type Act } from '../holders'
import type { LicenceSeal } from './licence-seal'
import { stateWords } from './licence-standing'
import type { LicenceRecord, LicenceStore } from './licences.store'
import { shownHashOf } from './second-signature'
import { DecidedBefore, type ChangeScope, type StateChange, type StateChangeStore } from './state-changes.store'

interface Parts {
  store: StateChangeStore
  licences: Pick<LicenceStore, 'findByIdentifier' | 'findById' | 'change'>
  seal: Pick<LicenceSeal, 'closeText' | 'openText'>
  typeOf: (code: string) => LicenceType | null
  /** Types a staff member's office answers for. */
  typesOf: (principal: Principal) => readonly string[]
  /** Blind indexes of a person's documents: one natural person keeps them whatever account he uses. */
  indexesOf: (personId: string) => Promise<string[]>
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
  newId: (at: Date) => string
  now: () => Date
}

export type StateChangeService = ReturnType<typeof createStateChangeService>

/** 暂扣, 吊销, 注销 …: by the type's own table, conditional on the present state, two natural persons where the type says so (R15, R17). */
export function createStateChangeService({ store, licences, seal, typeOf, typesOf, indexesOf, sign, newId, now }: Parts) {
  /**
   * Carries a one-person change out, or keeps a two-person change until somebody else signs it.
   * @throws AppError NOT_FOUND, also for a type another office answers for · LICENCE_MOVE_REFUSED from this state
   * @throws AppError LICENCE_CHANGE_OWN · CONFLICT when the state moved meanwhile
   */
  async function request({ request: wanted, principal }: { request: StateChangeRequest; principal: Principal }): Promise<StateChangeView> {
    const licence = await licences.findByIdentifier(wanted.identifier)
    const type = licence && typeOf(licence.type)
    if (!licence || !type || !typesOf(principal).includes(type.code)) throw new AppError('NOT_FOUND')
    const move = nextLicenceState(type, licence.state, wanted.action)
    if (!move.ok) throw new AppError('LICENCE_MOVE_REFUSED')
    await refuseOwn(licence, principal)
    const at = now()
    const id = newId(at)
    const change: StateChange = {
      _id: id,
      licenceId: licence._id,
      identifier: licence.identifier,
      action: wanted.action,
      from: licence.state,
      to: move.value.to,
      basis: wanted.basis ?? move.value.basis,
      caseNumber: wanted.caseNumber,
      reason: seal.closeText(wanted.reason, 'stateChange', id),
      ...openPending(principal, at),
      organisation: principal.relyingPartyCode ?? principal.officeId ?? 'none',
      region: principal.region ?? 'none',
    }
    if (move.value.persons === 2) {
      await store.add(change, actOf('licence.stateChangeAsked', change, principal, wanted.reason))
      return toView({ change, licence, type, principal })
    }
    const done: StateChange = { ...change, state: 'done', decidedAt: at }
    const moved = await carryOut({ change: done, licence, principal, at, also: (tx) => store.addIn(tx, done) })
    if (!moved) throw new AppError('CONFLICT')
    return toView({ change: done, licence: moved, type, principal })
  }

  /**
   * The second signature: another natural person, in another session, on another device, over the hash of what he was shown.
   * @throws AppError NOT_FOUND · SECOND_PERSON_NEEDED · SHOWN_HASH_DIFFERS · LICENCE_CHANGE_CLOSED when it was decided or has lapsed
   * @throws AppError CONFLICT when the licence moved on; the change then counts as overtaken
   */
  async function approve({ id, shownHash, principal }: { id: string; shownHash: string; principal: Principal }): Promise<StateChangeView> {
    const change = await findChange(id, principal)
    const licence = change && (await licences.findById(change.licenceId))
    const type = licence && typeOf(licence.type)
    if (!change || !licence || !type || !typesOf(principal).includes(type.code)) throw new AppError('NOT_FOUND')
    const at = now()
    if (change.state !== 'pending' || hasLapsed(change, at)) throw new AppError('LICENCE_CHANGE_CLOSED')
    if (await isSamePerson({ asker: change.asker, approver: signatoryOf(principal), indexesOf })) throw new AppError('SECOND_PERSON_NEEDED')
    await refuseOwn(licence, principal)
    if (licence.state !== change.from) {
      await store.overtake({ id, at, act: actOf('licence.stateChangeOvertaken', change, principal) })
      throw new AppError('CONFLICT')
    }
    if (shownHashOf({ change, licence, reason: reasonOf(change) }) !== shownHash) throw new AppError('SHOWN_HASH_DIFFERS')
    const approver = approvalOf({ principal, shownHash, at, sign })
    const done: StateChange = { ...change, state: 'done', approver, decidedAt: at }
    const moved = await carryOut({ change: done, licence, principal, at, also: (tx) => store.decideIn(tx, { id, approver, at }) })
    if (!moved) throw new AppError('CONFLICT')
    return toView({ change: done, licence: moved, type, principal })
  }

  /**
   * The second person does not sign, or the first takes it back; the reason stands beside the change.
   * @throws AppError NOT_FOUND · LICENCE_CHANGE_CLOSED when it was decided or has lapsed
   */
  async function refuse({ id, reason, principal }: { id: string; reason: string; principal: Principal }): Promise<StateChangeView> {
    const change = await findChange(id, principal)
    const licence = change && (await licences.findById(change.licenceId))
    const type = licence && typeOf(licence.type)
    if (!change || !licence || !type || !typesOf(principal).includes(type.code)) throw new AppError('NOT_FOUND')
    const at = now()
    if (change.state !== 'pending' || hasLapsed(change, at)) throw new AppError('LICENCE_CHANGE_CLOSED')
    const refusal = seal.closeText(reason, 'stateChangeRefusal', id)
    const refused = await store.refuse({ id, refusal, at, act: actOf('licence.stateChangeRefused', change, principal, reason) })
    if (!refused) throw new AppError('LICENCE_CHANGE_CLOSED')
    return toView({ change: refused, licence, type, principal })
  }

  /** One transaction: state, history, audit, message to the holder, and the change itself. Null when somebody was quicker. */
  async function carryOut({
    change,
    licence,
    principal,
    at,
    also,
  }: {
    change: StateChange
    licence: LicenceRecord
    principal: Principal
    at: Date
    also: (tx: unknown) => Promise<void>
  }): Promise<LicenceRecord | null> {
    const { from, to, action, basis } = change
    try {
      return await licences.change({
        id: licence._id,
        version: licence.version,
        set: { state: to, stateSince: at, basis, ownActAt: at, checkedAt: at },
        entry: { at, action, from, to, by: 'staff', basis, revision: licence.revision },
        act: actOf('licence.stateChanged', change, principal, reasonOf(change)),
        tell: { topic: 'licence.stateChanged', key: licence._id, ids: { licenceId: licence._id, changeId: change._id, action, from, to } },
        also,
      })
    } catch (cause) {
      if (cause instanceof DecidedBefore) return null
      throw cause
    }
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const scope = scopeOf(principal)
    if (!scope) return { items: [], next: null }
    const page = await store.list({ scope, after, limit })
    const items = await Promise.all(
      page.items.map(async (change) => {
        const licence = await licences.findById(change.licenceId)
        const type = licence && typeOf(licence.type)
        return type ? toView({ change, licence, type, principal }) : null
      }),
    )
    return { items: items.filter((item) => item !== null), next: page.next }
  }

  async function findChange(id: string, principal: Principal): Promise<StateChange | null> {
    const scope = scopeOf(principal)
    return scope && store.find({ id, scope })
  }

  /** Nobody acts on a licence that names him. */
  async function refuseOwn(licence: LicenceRecord, principal: Principal): Promise<void> {
    const mine = await indexesOf(principal.personId)
    if (licence.holders.some(({ index }) => mine.includes(index))) throw new AppError('LICENCE_CHANGE_OWN')
  }

  const reasonOf = (change: StateChange) => seal.openText(change.reason, 'stateChange', change._id)

  function toView({
    change,
    licence,
    type,
    principal,
  }: {
    change: StateChange
    licence: LicenceRecord
    type: LicenceType
    principal: Principal
  }): StateChangeView {
    const move = type.moves.find((candidate) => candidate.action === change.action)
    const reason = reasonOf(change)
    return {
      id: change._id,
      identifier: change.identifier,
      licenceName: { zh: type.zh, en: type.en },
      action: { zh: move?.zh ?? change.action, en: move?.en ?? change.action },
      from: stateWords(type, change.from),
      to: stateWords(type, change.to),
      basis: change.basis,
      caseNumber: change.caseNumber,
      reason,
      state: hasLapsed(change, now()) ? 'expired' : change.state,
      refusal: change.refusal ? seal.openText(change.refusal, 'stateChangeRefusal', change._id) : null,
      at: change.at.toISOString(),
      expiresAt: change.expiresAt.toISOString(),
      shownHash: shownHashOf({ change, licence, reason }),
      mine: change.asker.personId === principal.personId,
    }
  }

  return { request, approve, refuse, list }
}

/** Changes of his office; whoever serves none sees those of his region. */
function scopeOf(principal: Principal): ChangeScope | null {
  const jurisdiction = jurisdictionOf('licence.changeState', principal)
  if (jurisdiction?.of === 'region') return { region: jurisdiction.region }
  return jurisdiction?.of === 'office' ? { organisation: jurisdiction.office } : null
}

function actOf(action: string, change: StateChange, principal: Principal, reason?: string): Act {
  const { _id: changeId, licenceId, action: move, from, to, caseNumber } = change
  return { action, actor: actorOf(principal), subjectId: null, ...(reason && { reason }), facts: { changeId, licenceId, move, from, to, caseNumber } }
}
