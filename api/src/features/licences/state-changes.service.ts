import { nextLicenceState, type LicenceType, type StateChangeRequest, type StateChangeView } from '@zsb/shared/licence'
import { canonicalJson, sha256Hex } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { LicenceRecord, LicenceStore } from './licences.store'
import type { StateChange, StateChangeStore } from './state-changes.store'

interface Parts {
  store: StateChangeStore
  licences: LicenceStore
  typeOf: (code: string) => LicenceType | null
  encryptText: (text: string, recordId: string) => string
  decryptText: (sealed: string, recordId: string) => string
  /** Audit and message to the holder, in the transaction of the change (R15). */
  leaveTrail: (event: { session: unknown; change: StateChange; licence: LicenceRecord; principal: Principal }) => Promise<void>
  newId: (at: Date) => string
  now: () => Date
}

export type StateChangeService = ReturnType<typeof createStateChangeService>

/** 暂扣, 吊销, 注销 …: by the type's own table, conditional on the present state, two natural persons where the type says so (R17). */
export function createStateChangeService(parts: Parts) {
  const { store, licences, typeOf, now } = parts

  /**
   * Carries a one-person change out, or keeps a two-person change until somebody else signs it.
   * @throws AppError NOT_FOUND · LICENCE_MOVE_REFUSED from this state · CONFLICT when the state moved meanwhile
   */
  async function request({ request: wanted, principal }: { request: StateChangeRequest; principal: Principal }): Promise<StateChangeView> {
    const licence = await licences.findByIdentifier(wanted.identifier)
    const type = licence && typeOf(licence.type)
    if (!licence || !type) throw new AppError('NOT_FOUND')
    const move = nextLicenceState(type, licence.state, wanted.action)
    if (!move.ok) throw new AppError('LICENCE_MOVE_REFUSED')
    const at = now()
    const id = parts.newId(at)
    const change: StateChange = {
      _id: id,
      licenceId: licence._id,
      identifier: licence.identifier,
      action: wanted.action,
      from: licence.state,
      to: move.value.to,
      caseNumber: wanted.caseNumber,
      reason: parts.encryptText(wanted.reason, id),
      asker: personOf(principal),
      organisation: organisationOf(principal),
      at,
      state: 'pending',
      approver: null,
      decidedAt: null,
    }
    await store.add(change)
    if (move.value.persons === 2) return toView(change, type, principal)
    return carryOut({ change, licence, type, principal })
  }

  /**
   * The second signature: another natural person, in another session, on another device, over the hash of what he was shown.
   * @throws AppError NOT_FOUND · SECOND_PERSON_NEEDED · SHOWN_HASH_DIFFERS · CONFLICT when it was decided before
   */
  async function approve({ id, shownHash, principal }: { id: string; shownHash: string; principal: Principal }): Promise<StateChangeView> {
    const change = await store.find({ id, organisation: organisationOf(principal) })
    const licence = change && (await licences.findById(change.licenceId))
    const type = licence && typeOf(licence.type)
    if (!change || !licence || !type) throw new AppError('NOT_FOUND')
    if (change.state !== 'pending') throw new AppError('CONFLICT')
    const { asker } = change
    if (asker.personId === principal.personId || asker.sessionId === principal.sessionId || asker.deviceId === principal.deviceId) throw new AppError('SECOND_PERSON_NEEDED')
    if (shownHashOf(change, parts.decryptText(change.reason, change._id)) !== shownHash) throw new AppError('SHOWN_HASH_DIFFERS')
    return carryOut({ change, licence, type, principal })
  }

  async function carryOut({ change, licence, type, principal }: { change: StateChange; licence: LicenceRecord; type: LicenceType; principal: Principal }): Promise<StateChangeView> {
    const at = now()
    const approver = change.asker.personId === principal.personId ? null : personOf(principal)
    const moved = await licences.move({ id: licence._id, from: change.from, to: change.to, at, action: change.action, leaveTrail: (session) => parts.leaveTrail({ session, change: { ...change, approver }, licence, principal }) })
    const state = moved ? 'done' : 'overtaken'
    await store.decide({ id: change._id, state, approver, at })
    if (!moved) throw new AppError('CONFLICT')
    return toView({ ...change, state, approver, decidedAt: at }, type, principal)
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const page = await store.list({ organisation: organisationOf(principal), after, limit })
    const items = await Promise.all(
      page.items.map(async (change) => {
        const licence = await licences.findById(change.licenceId)
        const type = licence && typeOf(licence.type)
        return type ? toView(change, type, principal) : null
      }),
    )
    return { items: items.filter((item) => item !== null), next: page.next }
  }

  function toView(change: StateChange, type: LicenceType, principal: Principal): StateChangeView {
    const word = (code: string) => {
      const state = type.states.find((candidate) => candidate.code === code)
      return { zh: state?.zh ?? code, en: state?.en ?? code }
    }
    const move = type.moves.find((candidate) => candidate.action === change.action)
    const reason = parts.decryptText(change.reason, change._id)
    return {
      id: change._id,
      identifier: change.identifier,
      licenceName: { zh: type.zh, en: type.en },
      action: { zh: move?.zh ?? change.action, en: move?.en ?? change.action },
      from: word(change.from),
      to: word(change.to),
      basis: move?.basis ?? '',
      caseNumber: change.caseNumber,
      reason,
      state: change.state,
      at: change.at.toISOString(),
      shownHash: shownHashOf(change, reason),
      mine: change.asker.personId === principal.personId,
    }
  }

  return { request, approve, list }
}

const personOf = (principal: Principal) => ({ personId: principal.personId, staffId: principal.staffId ?? '', sessionId: principal.sessionId, deviceId: principal.deviceId })
/** Changes are seen by the office they came from. */
const organisationOf = (principal: Principal) => principal.relyingPartyCode ?? principal.organisationId ?? principal.officeId ?? ''

const shownHashOf = (change: StateChange, reason: string): string =>
  sha256Hex(canonicalJson({ id: change._id, identifier: change.identifier, action: change.action, from: change.from, to: change.to, caseNumber: change.caseNumber, reason }))
