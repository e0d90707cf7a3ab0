import { nextPlaceState, type PlaceForReview, type PlaceState, type ReviewPlace } from '@zsb/shared/place'
import { isWithin, REGIONS } from '@zsb/shared/region'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import { toPlaceView } from './place-views'
import type { PlaceRecord, PlaceStore } from './places.store'

interface Parts {
  places: Pick<PlaceStore, 'find' | 'listForReview' | 'review' | 'recordRead'>
  /** Whether an office reviews places. Injected: the register of relying parties knows it. */
  reviewsPlaces: (officeCode: string) => boolean
  idsOf: (personId: string) => Promise<string[]>
  nameOf: (personId: string) => Promise<string | null>
  now: () => Date
}
export type PlaceReviewService = ReturnType<typeof createPlaceReview>

/** 场所审核 by the street office 街道办 of the region; a place of another region answers like none (R14). */
export function createPlaceReview({ places, reviewsPlaces, idsOf, nameOf, now }: Parts) {
  /** @throws AppError FORBIDDEN for every office that reviews none */
  function areaOf({ relyingPartyCode, region, staffId }: Principal): { area: string; staffId: string } {
    if (!relyingPartyCode || !region || !staffId || !reviewsPlaces(relyingPartyCode)) throw new AppError('FORBIDDEN')
    return { area: region, staffId }
  }

  /** The longest waiting first. Applicants' names are in it, so reading a page is an act on record (R18). */
  async function list({ principal, ...query }: { principal: Principal; state: PlaceState; after: string | null; limit: number }) {
    const { area } = areaOf(principal)
    const regions = REGIONS.map(({ code }) => code).filter((code) => isWithin(code, area))
    const page = await places.listForReview({ regions, ...query })
    const facts = { places: page.items.map(({ _id }) => _id).join(' ') }
    if (page.items.length > 0) await places.recordRead({ action: 'place.reviewListRead', actor: actorOf(principal), subjectId: null, facts })
    return { items: await Promise.all(page.items.map(toView)), next: page.next }
  }

  /** @throws AppError NOT_FOUND · PLACE_OWN_REVIEW for whoever applied for it · PLACE_MOVE_REFUSED when it was reviewed or closed before */
  async function review({ id, body, principal }: { id: string; body: ReviewPlace; principal: Principal }): Promise<PlaceForReview> {
    const { area, staffId } = areaOf(principal)
    const place = await places.find(id)
    if (!place || !isWithin(place.region, area)) throw new AppError('NOT_FOUND')
    const own = await idsOf(principal.personId)
    if (own.includes(place.ownerId) || own.includes(place.applicantId)) throw new AppError('PLACE_OWN_REVIEW')
    const next = nextPlaceState(place.state, body.outcome)
    const reason = body.outcome === 'refuse' ? body.reason : null
    const facts = { placeId: id, outcome: body.outcome }
    const act = { action: 'place.reviewed', actor: actorOf(principal), subjectId: place.ownerId, facts, ...(reason && { reason }) }
    const reviewed = next.ok && (await places.review({ id, from: place.state, to: next.value, refusal: reason, by: staffId, at: now(), act }))
    if (!reviewed) throw new AppError('PLACE_MOVE_REFUSED')
    return toView(reviewed)
  }

  const toView = async (place: PlaceRecord): Promise<PlaceForReview> => ({ ...toPlaceView(place), applicantName: (await nameOf(place.ownerId)) ?? '' })

  return { list, review }
}
