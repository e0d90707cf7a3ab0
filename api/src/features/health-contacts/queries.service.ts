import type { ContactPlaces, ContactQueryRequest, ContactQueryView } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { TextSeal } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { approvalOf, hasLapsed, isSamePerson, openPending, signatoryOf, viewsOf } from '../../platform/second-person/second-person'
import { actorOf, type Act } from '../holders'
import type { QuerySignatures } from './query-signatures'
import type { ContactQuery, ContactQueryStore } from './queries.store'

interface Named {
  _id: string
  name: string
  address: string
}
interface Parts {
  store: ContactQueryStore
  /** Injected: places know them. */
  findPlace: (id: string) => Promise<Named | null>
  placesNamed: (text: string) => Promise<Named[]>
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<unknown>
  purposeSeal: TextSeal
  refusalSeal: TextSeal
  indexesOf: (personId: string) => Promise<string[]>
  signatures: QuerySignatures
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
  /** Days a visit is kept: further back there is nothing to ask for. */
  visitKeptDays: number
  newId: (at: Date) => string
  now: () => Date
}

export type ContactQueryService = ReturnType<typeof createContactQueries>

const wrongDay = (field: string, most: number) => ({
  pointer: `/body/${field}`,
  zh: `写今天以前 ${most} 天内的日子，结束不早于开始`,
  en: `A day of the last ${most} days, the end not before the beginning`,
})
const NO_PLACE = { pointer: '/body/placeId', zh: '没有这个场所，请重新选', en: 'No such place' }

/**
 * 流调查询: under a document, for a purpose, about one place and a few days, by two natural persons (R17). Nothing here opens what was sealed: the
 * references go to the disease control as they are.
 */
export function createContactQueries({
  store,
  findPlace,
  placesNamed,
  requireActive,
  purposeSeal,
  refusalSeal,
  indexesOf,
  signatures,
  sign,
  visitKeptDays,
  newId,
  now,
}: Parts) {
  /** @throws AppError HEALTH_CODE_OFF · REQUEST_INVALID for a place that is none and for days that cannot be */
  async function handIn({ request, principal }: { request: ContactQueryRequest; principal: Principal }): Promise<ContactQueryView> {
    await requireActive()
    const at = now()
    const today = toCalendarDate(at)
    const { documentNumber, placeId, fromDay, toDay, purpose, tellAfterDays } = request
    const place = await findPlace(placeId)
    const fields = [
      ...(place ? [] : [NO_PLACE]),
      ...(fromDay >= addDays(today, -visitKeptDays) && fromDay <= today ? [] : [wrongDay('fromDay', visitKeptDays)]),
      ...(toDay >= fromDay && toDay <= today ? [] : [wrongDay('toDay', visitKeptDays)]),
    ]
    if (!place || fields.length > 0) throw new AppError('REQUEST_INVALID', { fields })
    const id = newId(at)
    const query: ContactQuery = {
      _id: id,
      documentNumber,
      placeId,
      placeName: place.name,
      fromDay,
      toDay,
      tellAfterDays,
      reason: purposeSeal.encrypt(purpose, id),
      ...openPending(principal, at),
      refusal: null,
      handedAt: null,
      visits: null,
      persons: null,
    }
    await store.add(query, actOf('contactQuery.handedIn', query, principal, purpose))
    return toView(query, principal)
  }

  /** @throws AppError HEALTH_CODE_OFF · NOT_FOUND · PUBLICATION_CLOSED · SECOND_PERSON_NEEDED · SHOWN_HASH_DIFFERS */
  async function approve({ id, shownHash, principal }: { id: string; shownHash: string; principal: Principal }): Promise<ContactQueryView> {
    await requireActive()
    const query = await findPending(id)
    if (await isSamePerson({ asker: query.asker, approver: signatoryOf(principal), indexesOf })) throw new AppError('SECOND_PERSON_NEEDED')
    if (toView(query, principal).shownHash !== shownHash) throw new AppError('SHOWN_HASH_DIFFERS')
    const at = now()
    const approver = approvalOf({ principal, shownHash, at, sign })
    if (!(await store.sign({ id, approver, at, act: actOf('contactQuery.signed', query, principal, purposeOf(query)) })))
      throw new AppError('PUBLICATION_CLOSED')
    return toView({ ...query, state: 'done', approver, decidedAt: at }, principal)
  }

  /** @throws AppError NOT_FOUND · PUBLICATION_CLOSED */
  async function refuse({ id, reason, principal }: { id: string; reason: string; principal: Principal }): Promise<ContactQueryView> {
    const query = await findPending(id)
    const act = actOf('contactQuery.refused', query, principal, reason)
    const refused = await store.refuse({ id, refusal: refusalSeal.encrypt(reason, id), at: now(), act })
    if (!refused) throw new AppError('PUBLICATION_CLOSED')
    return toView(refused, principal)
  }

  async function findPending(id: string): Promise<ContactQuery> {
    const query = await store.find(id)
    if (!query) throw new AppError('NOT_FOUND')
    if (query.state !== 'pending' || hasLapsed(query, now())) throw new AppError('PUBLICATION_CLOSED')
    return query
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const { items, next } = await store.list({ after, limit })
    return { items: viewsOf(items, (query) => toView(query, principal)), next }
  }

  /** @throws AppError HEALTH_CODE_OFF */
  async function listPlaces(text: string): Promise<ContactPlaces> {
    await requireActive()
    return { items: (await placesNamed(text)).map(({ _id: id, name, address }) => ({ id, name, address })) }
  }

  const purposeOf = (query: ContactQuery) => signatures.shownOf(query).purpose
  function toView(query: ContactQuery, principal: Principal): ContactQueryView {
    const { _id: id, at, asker, decidedAt, refusal, visits, persons } = query
    return {
      ...signatures.shownOf(query),
      state: stateOf(query),
      visits,
      persons,
      askedAt: at.toISOString(),
      mine: asker.personId === principal.personId,
      shownHash: signatures.shownHashOf(query),
      decidedAt: decidedAt?.toISOString() ?? null,
      refusal: refusal === null ? null : refusalSeal.decrypt(refusal, id),
    }
  }

  function stateOf(query: ContactQuery): ContactQueryView['state'] {
    if (query.state === 'done') return query.handedAt === null ? 'signed' : 'handedOver'
    if (query.state === 'refused') return 'refused'
    return query.state === 'expired' || hasLapsed(query, now()) ? 'lapsed' : 'pending'
  }

  return { handIn, approve, refuse, list, listPlaces }
}

function actOf(action: string, { _id: queryId, documentNumber, placeId, fromDay, toDay }: ContactQuery, principal: Principal, reason: string): Act {
  return { action, actor: actorOf(principal), subjectId: null, reason, facts: { queryId, documentNumber, placeId, fromDay, toDay } }
}
