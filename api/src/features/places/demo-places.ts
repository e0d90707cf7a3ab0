import type { PlaceRequest } from '@zsb/shared/place'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { isDuplicateKey } from '../../platform/db/mongo'
import type { GuardStore, PlaceStore } from './places.store'

interface Parts {
  places: Pick<PlaceStore, 'add' | 'find'>
  guards: Pick<GuardStore, 'invite' | 'accept' | 'listOfPerson'>
  newId: (at: Date) => string
  now: () => Date
}
const DAYS_ON_DUTY = 60
const HOUR_MS = 3_600_000

/** Opens a place of the demo city with its guard. May run at every start: what exists stays, and who guards goes on guarding. */
export function createDemoPlaces({ places, guards, newId, now }: Parts) {
  return async function seedPlace({
    id,
    ownerId,
    guardId: personId,
    ...place
  }: PlaceRequest & { id: string; ownerId: string; guardId: string }): Promise<void> {
    const at = now()
    const today = toCalendarDate(at)
    const act = { action: 'place.seeded', actor: null, subjectId: ownerId, facts: { placeId: id } }
    const opened = { appliedAt: at, reviewedAt: at, firm: null, refusal: null, reviewedBy: null, closedAt: null }
    const record = { _id: id, ownerId, applicantId: ownerId, ...place, ...opened }
    if (!(await places.find(id))) await places.add({ ...record, state: 'active' }, { most: 1_000, act }).catch(ignoreExisting)
    if ((await guards.listOfPerson({ personIds: [personId], today, limit: 1 })).length > 0) return
    const expiresAt = new Date(at.getTime() + HOUR_MS)
    const invitation = { _id: newId(at), placeId: id, until: addDays(today, DAYS_ON_DUTY), expiresAt, usedAt: null, purgeAt: expiresAt }
    await guards.invite(invitation, { ...act, action: 'place.guardInvited' })
    const guard = { _id: newId(at), personId, since: at, endedAt: null, deviceId: null }
    const actOf = () => ({ ...act, action: 'place.guardAccepted', subjectId: personId })
    await guards.accept({ invitationId: invitation._id, personIds: [personId], guard, at, today, most: 1_000, formerSince: at, actOf })
  }
}

/** Two processes that start at once both find none. */
function ignoreExisting(cause: unknown): void {
  if (!isDuplicateKey(cause)) throw cause
}
