import { OFFLINE_TAKEN_HOURS, type GuardedPlace, type GuardInvitation } from '@zsb/shared/place'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { GuardStore, PlaceGuard, PlaceRecord, PlaceStore } from './places.store'

interface Parts {
  places: Pick<PlaceStore, 'find' | 'findByIds'>
  guards: GuardStore
  getOwn: (query: { id: string; principal: Principal }) => Promise<PlaceRecord>
  /** How many a guard has scanned today. */
  scannedToday: (guardId: string) => Promise<number>
  idsOf: (personId: string) => Promise<string[]>
  newCode: () => string
  /** Keyed digest of an invitation's code. */
  indexOf: (code: string) => string
  /** `https://<host>`; an invitation is `<base>/g#<code>`. */
  publicBase: string
  newId: (at: Date) => string
  now: () => Date
}
export type GuardService = ReturnType<typeof createGuards>
interface Query {
  guardId: string
  principal: Principal
}

const HOUR_MS = 3_600_000
/** An invitation is handed over, not left lying about. */
const INVITATION_HOURS = 24
const MOST_GUARDS = 40
const MOST_DOORS = 50

/** Guards 值守人员: ordinary citizens whom the owner of a place invites, without staff accounts, each for a door and until a day. */
export function createGuards({ places, guards, getOwn, scannedToday, idsOf, newCode, indexOf, publicBase, newId, now }: Parts) {
  /** @throws AppError NOT_FOUND · PLACE_NOT_ACTIVE */
  async function invite({ id, days, principal }: { id: string; days: number; principal: Principal }): Promise<GuardInvitation> {
    const place = await getOwn({ id, principal })
    if (place.state !== 'active') throw new AppError('PLACE_NOT_ACTIVE')
    const at = now()
    const code = newCode()
    const expiresAt = new Date(at.getTime() + INVITATION_HOURS * HOUR_MS)
    const until = addDays(toCalendarDate(at), days - 1)
    const purgeAt = new Date(expiresAt.getTime() + 24 * HOUR_MS)
    await guards.invite(
      { _id: indexOf(code), placeId: id, until, expiresAt, usedAt: null, purgeAt },
      { action: 'place.guardInvited', actor: actorOf(principal), subjectId: place.ownerId, facts: { placeId: id, until } },
    )
    return { code, url: `${publicBase}/g#${code}`, expiresAt: expiresAt.toISOString() }
  }

  /** Whoever opens it first guards the door. @throws AppError GUARD_INVITATION_OVER for a code that opens nothing, whatever the cause */
  async function accept({ code, principal }: { code: string; principal: Principal }): Promise<GuardedPlace> {
    const at = now()
    const { personId } = principal
    const guard = await guards.accept({
      invitationId: indexOf(code),
      personIds: await idsOf(personId),
      guard: { _id: newId(at), personId, since: at, endedAt: null, deviceId: principal.deviceId },
      at,
      today: toCalendarDate(at),
      most: MOST_GUARDS,
      formerSince: new Date(at.getTime() - OFFLINE_TAKEN_HOURS * HOUR_MS),
      actOf: ({ _id: guardId, placeId, until }) => ({
        action: 'place.guardAccepted',
        actor: actorOf(principal),
        subjectId: personId,
        facts: { placeId, guardId, until },
      }),
    })
    const place = guard && (await places.find(guard.placeId))
    if (!place) throw new AppError('GUARD_INVITATION_OVER')
    return toGuarded(guard, place)
  }

  /** The doors somebody guards today. */
  async function list({ principal }: { principal: Principal }): Promise<{ items: GuardedPlace[]; next: null }> {
    const own = await guards.listOfPerson({ personIds: await idsOf(principal.personId), today: toCalendarDate(now()), limit: MOST_DOORS })
    const known = new Map((await places.findByIds(own.map(({ placeId }) => placeId))).map((place) => [place._id, place]))
    const items = own.flatMap((guard) => {
      const place = known.get(guard.placeId)
      return place?.state === 'active' ? [toGuarded(guard, place)] : []
    })
    return { items: await Promise.all(items), next: null }
  }

  /** @throws AppError NOT_FOUND for somebody else's duty as for none */
  async function getDuty({ guardId, principal }: Query): Promise<{ guard: PlaceGuard; place: PlaceRecord | null; isItsPhone: boolean }> {
    const guard = await guards.find(guardId)
    if (!guard || !(await idsOf(principal.personId)).includes(guard.personId)) throw new AppError('NOT_FOUND')
    const deviceId = guard.deviceId ?? (await guards.bindDevice({ id: guardId, deviceId: principal.deviceId }))
    return { guard, place: await places.find(guard.placeId), isItsPhone: deviceId === principal.deviceId }
  }

  /**
   * The guard and the door he stands at, today.
   * @throws AppError as `getDuty` · GUARD_OTHER_DEVICE on a phone other than the one it is done with (R30) · NOT_FOUND once its owner ended it ·
   * GUARD_DUTY_OVER after its last day, and when the place was closed
   */
  async function getOnDuty(query: Query): Promise<{ guard: PlaceGuard; place: PlaceRecord }> {
    const { guard, place, isItsPhone } = await getDuty(query)
    if (!isItsPhone) throw new AppError('GUARD_OTHER_DEVICE')
    if (guard.endedAt) throw new AppError('NOT_FOUND')
    if (place?.state !== 'active' || guard.until < toCalendarDate(now())) throw new AppError('GUARD_DUTY_OVER')
    return { guard, place }
  }

  /**
   * Whether he was on duty at an instant that is past, with this phone: what he did without network counts also where his duty has ended since, or goes on
   * with another phone.
   * @throws AppError as `getDuty` · GUARD_OTHER_DEVICE on a phone that it was never done with, or too long ago
   */
  async function getPastDuty(query: Query): Promise<{ placeId: string; wasOnDuty: (at: Date) => boolean }> {
    const { guard, place, isItsPhone } = await getDuty(query)
    const { placeId, since, until, formerDevices = [] } = guard
    const former = formerDevices.findLast(({ deviceId }) => deviceId === query.principal.deviceId)
    if (!isItsPhone && !former) throw new AppError('GUARD_OTHER_DEVICE')
    const left = isItsPhone ? null : (former?.until ?? null)
    const ends = [guard.endedAt, place?.closedAt ?? null, left].flatMap((end) => (end ? [end.getTime()] : []))
    const wasOnDuty = (at: Date) => at >= since && toCalendarDate(at) <= until && ends.every((end) => at.getTime() <= end)
    return { placeId, wasOnDuty }
  }

  const toGuarded = async ({ _id: guardId, until }: PlaceGuard, { _id: placeId, name }: PlaceRecord): Promise<GuardedPlace> => ({
    guardId,
    placeId,
    name,
    until,
    scannedToday: await scannedToday(guardId),
  })

  return { invite, accept, list, getOnDuty, getPastDuty }
}
