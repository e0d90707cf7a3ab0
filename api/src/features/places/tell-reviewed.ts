import type { Outbox } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'
import type { PlaceStore } from './places.store'

interface Parts {
  on: Outbox['on']
  notify: Notify
  places: Pick<PlaceStore, 'find'>
}
const APPROVED = { zh: '审核通过', en: 'approved' }
const REFUSED = { zh: '没有通过', en: 'not approved' }

/** Whoever applied for a place is told how it was reviewed, by a message of the same transaction. */
export function tellReviewed({ on, notify, places }: Parts): void {
  on('place.reviewed', async ({ payload: { placeId = '' } }) => {
    const place = await places.find(placeId)
    if (!place) return
    const { name, refusal, applicantId: personId, ownerId: subjectId } = place
    const words = { place: { zh: name, en: name }, outcome: refusal === null ? APPROVED : REFUSED }
    await notify({ personId, kind: 'placeReviewed', words, link: { kind: 'place', id: placeId, subjectId }, sourceId: placeId })
  })
}
