import { parseCreditCode } from '@zsb/shared/identity'
import { nextPlaceState, toFigure, type OwnPlace, type PlaceFirm, type PlaceRequest } from '@zsb/shared/place'
import { isWithin } from '@zsb/shared/region'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import { toPlaceView } from './place-views'
import type { FirmOfPlace, GuardStore, PlaceGuard, PlaceRecord, PlaceStore } from './places.store'

interface Parts {
  places: PlaceStore
  guards: Pick<GuardStore, 'listOfPlaces' | 'end'>
  /** How many visitors were scanned at a place today. */
  visitsToday: (placeId: string) => Promise<number>
  /** The business licence 营业执照 of a firm that is in force and lies in the wallet of whoever applies. */
  findBusinessLicence: (query: { creditCode: string; principal: Principal }) => Promise<{ holderName: string; issuer: string } | null>
  idsOf: (subjectId: string) => Promise<string[]>
  maskedNameOf: (personId: string) => Promise<string>
  newId: (at: Date) => string
  now: () => Date
}
export type OwnPlaceService = ReturnType<typeof createOwnPlaces>

/** A person or firm applies for so many doors at most that are not over. */
const MOST_PLACES = 20
const MOST_SHOWN = 50
/** More guards than a place may have, for each place of a list. */
const MOST_GUARDS_READ = 2_000

/** Places 场所 as their owner sees them: applied for, guarded, closed. Somebody else's answers like none (R14). */
export function createOwnPlaces({ places, guards, visitsToday, findBusinessLicence, idsOf, maskedNameOf, newId, now }: Parts) {
  /**
   * For a firm or office where one is named: compared with its licence where the applicant has it, whose name then counts; else the reviewer looks at paper.
   * @param area where the health code is in force: a place elsewhere has nothing to scan for
   * @throws AppError REQUEST_INVALID at its field · PLACE_TOO_MANY
   */
  async function apply({ body, area, principal }: { body: PlaceRequest; area: string; principal: Principal }): Promise<OwnPlace> {
    if (!isWithin(body.region, area))
      throw new AppError('REQUEST_INVALID', {
        fields: [{ pointer: '/body/region', zh: '请选健康码启用范围内的区', en: 'Choose a district in which the health code is in force' }],
      })
    const at = now()
    const firm = body.firm ? await compare({ stated: body.firm, at, principal }) : null
    const { subjectId: ownerId, personId: applicantId } = principal
    const empty = { refusal: null, reviewedAt: null, reviewedBy: null, closedAt: null }
    const place: PlaceRecord = { _id: newId(at), ownerId, applicantId, ...body, firm, state: 'applied', appliedAt: at, ...empty }
    const act = {
      action: 'place.applied',
      actor: actorOf(principal),
      subjectId: ownerId,
      facts: { placeId: place._id, region: place.region, firmCompared: firm?.licence != null },
    }
    if (!(await places.add(place, { most: MOST_PLACES, act }))) throw new AppError('PLACE_TOO_MANY')
    return toOwn(place, [])
  }

  async function compare({ stated, at, principal }: { stated: PlaceFirm; at: Date; principal: Principal }): Promise<FirmOfPlace> {
    const { creditCode } = stated
    const licence = await findBusinessLicence({ creditCode, principal })
    if (licence) return { creditCode, name: licence.holderName, licence: { issuer: licence.issuer, checkedAt: at } }
    const read = parseCreditCode(creditCode)
    // Codes of the first years fail the check (domain.md §3): such a one is believed from its licence alone.
    if (!read.ok || read.value.standing !== 'valid')
      throw new AppError('REQUEST_INVALID', {
        fields: [{ pointer: '/body/firm/creditCode', zh: '校验位不对，请照执照再看一遍', en: 'The check digit is wrong, please compare with the licence' }],
      })
    return { creditCode, name: stated.name, licence: null }
  }

  async function list({ principal }: { principal: Principal }): Promise<{ items: OwnPlace[]; next: null }> {
    const own = await places.listOwn({ ownerIds: await idsOf(principal.subjectId), limit: MOST_SHOWN })
    const active = own.filter(({ state }) => state === 'active').map(({ _id }) => _id)
    const onDuty = await guards.listOfPlaces({ placeIds: active, today: toCalendarDate(now()), limit: MOST_GUARDS_READ })
    const items = await Promise.all(
      own.map((place) =>
        toOwn(
          place,
          onDuty.filter(({ placeId }) => placeId === place._id),
        ),
      ),
    )
    return { items, next: null }
  }

  /** @throws AppError NOT_FOUND */
  async function getOwn({ id, principal }: { id: string; principal: Principal }): Promise<PlaceRecord> {
    const place = await places.find(id)
    if (!place || !(await idsOf(principal.subjectId)).includes(place.ownerId)) throw new AppError('NOT_FOUND')
    return place
  }

  /** @throws AppError NOT_FOUND · PLACE_MOVE_REFUSED where it is over already */
  async function close({ id, principal }: { id: string; principal: Principal }): Promise<OwnPlace> {
    const place = await getOwn({ id, principal })
    const next = nextPlaceState(place.state, 'close')
    const act = { action: 'place.closed', actor: actorOf(principal), subjectId: place.ownerId, facts: { placeId: id } }
    const closed = next.ok && (await places.close({ id, from: place.state, at: now(), act }))
    if (!closed) throw new AppError('PLACE_MOVE_REFUSED')
    return toOwn(closed, [])
  }

  /** @throws AppError NOT_FOUND */
  async function removeGuard({ id, guardId, principal }: { id: string; guardId: string; principal: Principal }): Promise<void> {
    const place = await getOwn({ id, principal })
    const act = { action: 'place.guardRemoved', actor: actorOf(principal), subjectId: place.ownerId, facts: { placeId: id, guardId } }
    if (!(await guards.end({ id: guardId, placeId: id, at: now(), act }))) throw new AppError('NOT_FOUND')
  }

  async function toOwn(place: PlaceRecord, onDuty: readonly PlaceGuard[]): Promise<OwnPlace> {
    const named = onDuty.map(async ({ _id: id, personId, since, until }) => ({
      id,
      nameMasked: await maskedNameOf(personId),
      since: toCalendarDate(since),
      until,
    }))
    const visits = place.state === 'active' ? toFigure(await visitsToday(place._id)) : null
    return { ...toPlaceView(place), guards: await Promise.all(named), visitsToday: visits }
  }

  return { apply, list, getOwn, close, removeGuard }
}
