import {
  LONGEST_OVERRIDE_DAYS,
  takesTwoToRevoke,
  THIRD_PERSON_WITHIN_HOURS,
  type HealthColour,
  type HealthOverride,
  type HealthRuleSet,
  type OverrideRequest,
  type OverrideState,
  type OverrideView,
} from '@zsb/shared/health-code'
import { maskPersonName } from '@zsb/shared/identity'
import { addDays, endOfDay, toCalendarDate } from '@zsb/shared/time'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { sha256Hex } from '../../platform/crypto'
import { isUncertain } from '../../platform/db/uncertain'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { addMakingRoom } from '../../platform/second-person/make-room'
import { approvalOf, hasLapsed, isSamePerson, isWaiting, openPending, signatoryOf, type Signatory } from '../../platform/second-person/second-person'
import { actorOf, type Act } from '../holders'
import { createOverrideSignatures, shownHashOf } from './override-signatures'
import { toInput, type OverrideMessage, type OverrideRecord, type OverrideStore, type Revoking } from './overrides.store'

interface Parts {
  store: OverrideStore
  requireActive: () => Promise<unknown>
  /** Whose colour an appeal is about; null for one that is not open. */
  personOfAppeal: (number: string) => Promise<string | null>
  personOfDocument: (document: { documentType: string; number: string }) => Promise<string | null>
  rules: () => { ruleSet: HealthRuleSet } | null
  nameOf: (personId: string) => Promise<string | null>
  idsOf: (personId: string) => Promise<string[]>
  guardiansOf: (personId: string) => Promise<readonly string[]>
  reasonSeal: ErasableCipher
  refusalSeal: ErasableCipher
  revocationSeal: ErasableCipher
  /** What the trail says was signed or revoked about them, of what is kept still. */
  signedActs: (personIds: readonly string[]) => Promise<{ overrideId: string; revokes: boolean }[]>
  /** What tells a natural person, whatever account he uses. */
  indexesOf: (personId: string) => Promise<string[]>
  /** One that nobody handed in was in the way, and is closed. */
  onForged: () => void
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
  newId: (at: Date) => string
  now: () => Date
}
interface One {
  id: string
  principal: Principal
}

/** A change by hand as whoever it is about is told of it, and where it is. */
interface ToldOverride extends Pick<OverrideRecord, 'colour' | 'basis' | 'endsOn' | 'at'> {
  id: string
  state: OverrideState
}

/** A change by hand that rests on a case. */
interface CaseOverride {
  id: string
  state: OverrideState
  colour: HealthColour
  personId: string
}

const HOUR_MS = 3_600_000

export type OverrideService = ReturnType<typeof createOverrideService>

/**
 * 人工变更: nobody changes a colour by hand alone (R17). One asks, with the number of a case or the code of a rule, a reason and a last day; another
 * natural person signs the hash of what was shown to him; towards yellow or red, the second person of a day takes a third.
 */
export function createOverrideService({ store, requireActive, reasonSeal, refusalSeal, revocationSeal, indexesOf, sign, newId, now, ...parts }: Parts) {
  const { isSigned, signRevocation, isRevocationSigned } = createOverrideSignatures({ sign })

  /**
   * @throws AppError HEALTH_CODE_OFF · HEALTH_OVERRIDE_DAYS · HEALTH_OVERRIDE_PERSON · HEALTH_OVERRIDE_RULE · HEALTH_OVERRIDE_OWN · HEALTH_OVERRIDE_PENDING
   */
  async function handIn({ request, principal }: { request: OverrideRequest; principal: Principal }): Promise<OverrideView> {
    await requireActive()
    const at = now()
    const { basis: given, colour, endsOn, reason } = request
    if (!isDayAllowed(endsOn)) throw new AppError('HEALTH_OVERRIDE_DAYS')
    const personId = await personOf(given)
    await refuseOwn(personId, principal)
    const id = newId(at)
    const record: OverrideRecord = {
      _id: id,
      personId,
      colour,
      basis: { kind: given.kind, reference: given.kind === 'appeal' ? given.number : given.rule },
      endsOn,
      until: endOfDay(endsOn),
      reason: await reasonSeal.encrypt(reason, { id, at }),
      ...openPending(principal, at),
      cosigner: null,
      refusal: null,
      revoked: null,
    }
    const outcome = await addMakingRoom({
      add: () => store.add(record, actOf('healthOverride.handedIn', record, principal, shownHashOf(record, reason))),
      findInTheWay: () => store.findPending(personId),
      isOpen: isOpenNow,
      close: closeForged,
    })
    if (outcome === 'pending') throw new AppError('HEALTH_OVERRIDE_PENDING')
    return toView(record, principal)
  }

  async function isOpenNow(record: OverrideRecord): Promise<boolean> {
    const { text, erased } = await openedReason(record)
    return (text !== null || erased) && isWaiting(record, { shownHash: () => shownHashOf(record, text ?? ''), now: now() })
  }

  async function closeForged({ _id: id, personId }: OverrideRecord): Promise<boolean> {
    const act = { action: 'healthOverride.closed', actor: null, subjectId: personId, facts: { overrideId: String(id) } }
    const isClosed = await store.close({ id, at: now(), act })
    if (isClosed) parts.onForged()
    return isClosed
  }

  const isDayAllowed = (endsOn: string): boolean => {
    const today = toCalendarDate(now())
    return endsOn > today && endsOn <= addDays(today, LONGEST_OVERRIDE_DAYS)
  }

  async function personOf(basis: OverrideRequest['basis']): Promise<string> {
    if (basis.kind === 'rule' && !parts.rules()?.ruleSet.rules.some(({ code }) => code === basis.rule)) throw new AppError('HEALTH_OVERRIDE_RULE')
    const personId = basis.kind === 'appeal' ? await parts.personOfAppeal(basis.number) : await parts.personOfDocument(basis.document)
    if (personId === null) throw new AppError('HEALTH_OVERRIDE_PERSON')
    return personId
  }

  /** Nobody changes his own colour, or that of a child he is guardian of. */
  async function refuseOwn(personId: string, { personId: own }: Pick<Principal, 'personId'>): Promise<void> {
    const near = [personId, ...(await parts.guardiansOf(personId))]
    const [mine, ...theirs] = await Promise.all([own, ...near].map(indexesOf))
    if (near.includes(own) || theirs.flat().some((index) => mine?.includes(index))) throw new AppError('HEALTH_OVERRIDE_OWN')
  }

  /**
   * A signature over the hash of what was shown. With the last one it holds from this instant, and the person is told in the same transaction.
   * @throws AppError HEALTH_CODE_OFF · NOT_FOUND · HEALTH_OVERRIDE_CLOSED · SECOND_PERSON_NEEDED · HEALTH_OVERRIDE_OWN · SHOWN_HASH_DIFFERS
   */
  async function approve({ id, shownHash, principal }: One & { shownHash: string }): Promise<OverrideView> {
    await requireActive()
    const record = await findPending(id)
    const before: Signatory[] = [record.asker, ...(record.cosigner ? [record.cosigner] : [])]
    for (const asker of before) if (await isSamePerson({ asker, approver: signatoryOf(principal), indexesOf })) throw new AppError('SECOND_PERSON_NEEDED')
    await refuseOwn(record.personId, principal)
    const reason = await reasonOf(record)
    if (shownHashOf(record, reason) !== shownHash) throw new AppError('SHOWN_HASH_DIFFERS')
    const at = now()
    if (at >= record.until) throw new AppError('HEALTH_OVERRIDE_CLOSED')
    const approver = approvalOf({ principal, shownHash, at, sign })
    const strictSince = record.colour === 'green' ? null : new Date(at.getTime() - THIRD_PERSON_WITHIN_HOURS * HOUR_MS)
    const act = actOf('healthOverride.signed', record, principal, shownHash)
    const tell = { ...messageOf(record), topic: 'healthOverride.signed' }
    const outcome = await store.sign({ id, approver, at, strictSince, act, tell })
    if (outcome === 'third') {
      const cosigner = { ...approver, at }
      if (!(await store.cosign({ id, cosigner, act: actOf('healthOverride.cosigned', record, principal, shownHash) })))
        throw new AppError('HEALTH_OVERRIDE_CLOSED')
      return toView({ ...record, cosigner }, principal)
    }
    if (outcome === 'closed') throw new AppError('HEALTH_OVERRIDE_CLOSED')
    return toView({ ...record, state: 'done', approver, decidedAt: at }, principal)
  }

  /**
   * Somebody does not sign, or whoever asked takes it back; nobody stops what is about himself.
   * @throws AppError HEALTH_CODE_OFF · NOT_FOUND · HEALTH_OVERRIDE_CLOSED · HEALTH_OVERRIDE_OWN
   */
  async function refuse({ id, reason, principal }: One & { reason: string }): Promise<OverrideView> {
    await requireActive()
    const record = await findPending(id)
    if (record.asker.personId !== principal.personId) await refuseOwn(record.personId, principal)
    const refusal = await refusalSeal.encrypt(reason, { id, at: record.at })
    const refused = await store.refuse({ id, refusal, at: now(), act: actOf('healthOverride.refused', record, principal, sha256Hex(refusal)) })
    if (!refused) throw new AppError('HEALTH_OVERRIDE_CLOSED')
    return toView(refused, principal)
  }

  /**
   * Ends it before its last day: what the rules say holds again. One is enough where that turns nobody stricter; otherwise the second one who revokes it
   * ends it, and the first one's wish is shown to all.
   * @throws AppError HEALTH_CODE_OFF · NOT_FOUND · HEALTH_OVERRIDE_CLOSED · HEALTH_OVERRIDE_OWN · SECOND_PERSON_NEEDED
   */
  async function revoke({ id, reason, principal }: One & { reason: string }): Promise<OverrideView> {
    await requireActive()
    const record = await store.find(id)
    if (!record) throw new AppError('NOT_FOUND')
    await refuseOwn(record.personId, principal)
    const one = await toRevoking(id, record.at, { reason, principal })
    const act = (action: string) => actOf(action, record, principal, sha256Hex(one.reason))
    const first = record.revoking ?? null
    if (takesTwoToRevoke(record) && !first) {
      if (!(await store.beginRevoking({ id, revoking: one, act: act('healthOverride.revocationAsked') }))) throw new AppError('HEALTH_OVERRIDE_CLOSED')
      return toView({ ...record, revoking: one }, principal)
    }
    if (first && (await isSamePerson({ asker: first, approver: one, indexesOf }))) throw new AppError('SECOND_PERSON_NEEDED')
    const revoked = { ...one, first }
    const tell = { ...messageOf(record), topic: 'healthOverride.revoked' }
    if (!(await store.revoke({ id, revoked, act: act('healthOverride.revoked'), tell }))) throw new AppError('HEALTH_OVERRIDE_CLOSED')
    return toView({ ...record, revoked }, principal)
  }

  async function toRevoking(id: string, sealedAt: Date, { reason, principal }: { reason: string; principal: Principal }): Promise<Revoking> {
    const by = { ...signatoryOf(principal), at: now() }
    return { ...by, reason: await revocationSeal.encrypt(reason, { id, at: sealedAt }), signature: signRevocation(id, by) }
  }

  async function findPending(id: string): Promise<OverrideRecord> {
    const record = await store.find(id)
    if (!record) throw new AppError('NOT_FOUND')
    if (record.state !== 'pending' || hasLapsed(record, now())) throw new AppError('HEALTH_OVERRIDE_CLOSED')
    return record
  }

  /** Reasons say of what people are ill, so looking at the list is an act on record about each of them (R18, R20). @throws AppError HEALTH_CODE_OFF */
  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    await requireActive()
    const { items, next } = await store.list({ after, limit })
    const { shown, views } = await shownOf(items, principal)
    const firstOfEach = shown.filter(({ personId }, i) => shown.findIndex((each) => each.personId === personId) === i)
    const readOf = ({ _id: overrideId, personId: subjectId }: OverrideRecord): Act => ({
      action: 'healthOverride.read',
      actor: actorOf(principal),
      subjectId,
      facts: { overrideId },
    })
    if (firstOfEach.length > 0) await store.recordRead(firstOfEach.map(readOf))
    return { items: views, next }
  }

  /** Those that can be shown: what cannot was written there by hand, and keeps nobody from the others. */
  async function shownOf(items: readonly OverrideRecord[], principal: Principal): Promise<{ shown: OverrideRecord[]; views: OverrideView[] }> {
    const made = await Promise.allSettled(items.map((record) => toView(record, principal)))
    // Where the database does not answer that says nothing of the record.
    for (const each of made) if (each.status === 'rejected' && isUncertain(each.reason)) throw each.reason
    const views = made.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    return { shown: items.filter((_, i) => made[i]!.status === 'fulfilled'), views }
  }

  /** Changes by hand that rest on a case, and where each of them is. */
  const listOfCase = async (number: string): Promise<CaseOverride[]> =>
    (await store.listOfCase(number)).map((record) => ({ id: record._id, state: stateOf(record), colour: record.colour, personId: record.personId }))

  /** All that was asked for about somebody, signed or not, the newest first; what somebody wrote there as signed is no change. */
  async function listOf(query: { personIds: readonly string[]; limit: number }): Promise<ToldOverride[]> {
    const found = await store.listOf(query)
    const checked = await Promise.all(found.map(async (record) => ({ record, counts: record.state !== 'done' || (await isSignedOrErased(record)) })))
    return checked.flatMap(({ record, counts }) => (counts ? [toTold(record)] : []))
  }
  const toTold = (record: OverrideRecord): ToldOverride => {
    const { _id: id, at, colour, basis, endsOn } = record
    return { id, at, colour, basis, endsOn, state: stateOf(record) }
  }

  /** Where its reason was erased, what both signed cannot be looked at any more. */
  async function isSignedOrErased(record: OverrideRecord): Promise<boolean> {
    const { text, erased } = await openedReason(record)
    return erased || isSigned(record, text)
  }

  /**
   * What counts about somebody: a record whose signatures do not hold is none, whoever wrote it into the database.
   * @param since those that ran out before it are left out
   */
  async function inputsOf({ personId, since = now() }: { personId: string; since?: Date }): Promise<HealthOverride[]> {
    const found = await store.listAbout({ personIds: await parts.idsOf(personId), since })
    const checked = await Promise.all(found.map(async (record) => ({ record, holds: isSigned(record, await openReason(record)) })))
    return checked.flatMap(({ record, holds }) => (holds ? [toInput({ ...record, revoked: revokedOf(record) })] : []))
  }

  /** Null also where it was written there by hand: it ends nothing. */
  const revokedOf = (record: OverrideRecord) => (isRevocationSigned(record) ? record.revoked : null)

  /** Every signed one that was not signed as it has to be, for the nightly check: by whom it was, natural persons and how many, is looked at again. */
  async function* eachUnexplained(): AsyncIterable<string> {
    for await (const record of store.eachSigned()) {
      const { text, erased } = await openedReason(record)
      if (erased) continue
      if (!isSigned(record, text) || !(await isFollowedRightly(record))) yield record._id
    }
  }

  /** Every one whose signatures hold, whatever became of it: what cannot be looked at any more may be anything. */
  async function* eachCounting(): AsyncIterable<OverrideRecord> {
    for await (const record of store.eachSigned()) if (isSigned(record, await openReason(record))) yield record
  }

  /** What was signed or revoked about somebody by the trail, which is chained, and stands in the database no more. */
  async function missingAbout(personId: string): Promise<string[]> {
    const acts = await parts.signedActs(await parts.idsOf(personId))
    const missing = acts.map(async ({ overrideId, revokes }) => {
      const record = await store.find(overrideId)
      return record?.state === 'done' && (!revokes || record.revoked) ? [] : [overrideId]
    })
    return [...new Set((await Promise.all(missing)).flat())]
  }

  /** Whether it was signed by as many as it takes, and is revoked only by who may; what lacks a field of ours was not. */
  const isFollowedRightly = async (record: OverrideRecord): Promise<boolean> => {
    try {
      return isRevocationSigned(record) && (await hasEnoughPersons(record))
    } catch {
      return false
    }
  }

  async function hasEnoughPersons(record: OverrideRecord): Promise<boolean> {
    const { asker, cosigner, approver, decidedAt, personId, colour } = record
    const signers = [asker, ...(cosigner ? [cosigner] : []), ...(approver ? [approver] : [])]
    for (const [i, one] of signers.entries())
      for (const other of signers.slice(i + 1)) if (await isSamePerson({ asker: one, approver: other, indexesOf })) return false
    if (colour === 'green' || cosigner || !decidedAt) return true
    const since = new Date(decidedAt.getTime() - THIRD_PERSON_WITHIN_HOURS * HOUR_MS)
    return (await store.countStrict({ personId, since, until: new Date(decidedAt.getTime() - 1) })) === 0
  }

  async function openedReason({ _id: id, at, reason }: OverrideRecord): Promise<{ text: string | null; erased: boolean }> {
    try {
      const opened = await reasonSeal.open(reason, { id, at })
      return opened.erased ? { text: null, erased: true } : { text: opened.text, erased: false }
    } catch (cause) {
      if (isUncertain(cause)) throw cause
      // Not sealed by us: it was written there by hand.
      return { text: null, erased: false }
    }
  }
  const openReason = async (record: OverrideRecord) => (await openedReason(record)).text
  const reasonOf = async (record: OverrideRecord): Promise<string> => (await openReason(record)) ?? ''

  async function toView(record: OverrideRecord, principal: Principal): Promise<OverrideView> {
    const { _id: id, personId, colour, basis, endsOn, at, expiresAt, asker, cosigner, decidedAt, refusal, revoking = null } = record
    const revoked = revokedOf(record)
    const [name, reason] = await Promise.all([parts.nameOf(personId), reasonOf(record)])
    const open = async (seal: ErasableCipher, text: string) => {
      const opened = await seal.open(text, { id, at })
      return opened.erased ? '' : opened.text
    }
    return {
      id,
      personMasked: maskPersonName(name ?? ''),
      colour,
      basis,
      endsOn,
      reason,
      state: stateOf(record),
      at: at.toISOString(),
      expiresAt: expiresAt.toISOString(),
      mine: [asker, cosigner].some((each) => each?.personId === principal.personId),
      persons: cosigner ? 3 : 2,
      signed: 1 + (cosigner ? 1 : 0) + (record.approver ? 1 : 0),
      shownHash: shownHashOf(record, reason),
      decidedAt: decidedAt?.toISOString() ?? null,
      refusal: refusal === null ? null : await open(refusalSeal, refusal),
      revoking:
        revoking && !revoked
          ? { at: revoking.at.toISOString(), reason: await open(revocationSeal, revoking.reason), mine: revoking.personId === principal.personId }
          : null,
      revocation: revoked && { at: revoked.at.toISOString(), reason: await open(revocationSeal, revoked.reason) },
    }
  }

  function stateOf(record: OverrideRecord): OverrideState {
    if (record.state !== 'done') return hasLapsed(record, now()) ? 'expired' : record.state
    if (revokedOf(record)) return 'revoked'
    return now() > record.until ? 'over' : 'done'
  }

  return { handIn, approve, refuse, revoke, list, listOf, listOfCase, inputsOf, eachCounting, eachUnexplained, missingAbout, find: store.find }
}

const messageOf = ({ _id, personId }: OverrideRecord): Omit<OverrideMessage, 'topic'> => ({ key: personId, ids: { overrideId: _id, personId } })

/** The trail outlives a sunset: it keeps who did what to which change, and a digest that the texts beside it are held against, nothing of a colour. */
const actOf = (action: string, { _id: overrideId, personId }: OverrideRecord, principal: Principal, digest: string): Act => ({
  action,
  actor: actorOf(principal),
  subjectId: personId,
  facts: { overrideId, digest },
})
