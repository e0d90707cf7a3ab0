import { DoorVerdict } from '@zsb/shared/health-code'
import {
  GuardedPlace,
  GuardedPlaceList,
  GuardInvitation,
  OwnPlace,
  OwnPlaceList,
  PlaceForReview,
  PlaceReviewPage,
  ManuallyEntered,
  OfflineKit,
  OfflineSent,
  PlaceScreenCode,
  type DoorScan,
  type ManualEntry,
  type PlaceRequest,
  type PlaceState,
  type ReviewPlace,
  type SendOffline,
} from '@zsb/shared/place'
import { PaperFile } from '@zsb/shared/paper'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

/** Asked for again once the network is back: whether the health code is in force too. */
export const API_BASE = '/api/v1'
const BASE = API_BASE

/** Doors that somebody guards himself, whomever he acts for. */
export const guardedPath = `${BASE}/guarded-places`
export const guardedSchema = parserOf(GuardedPlaceList)
/** @param timeoutMs shorter where the phone can answer by itself */
export const scanAtDoor = ({ guardId, body, key, timeoutMs }: { guardId: string; body: DoorScan; key: string; timeoutMs?: number }) =>
  request(`${guardedPath}/${guardId}/scans`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(DoorVerdict), asSelf: true, timeoutMs })
export const fetchKit = (guardId: string) =>
  request(`${guardedPath}/${guardId}/offline-kits`, { method: 'POST', body: {}, schema: parserOf(OfflineKit), asSelf: true })
export const sendOffline = ({ guardId, visits }: { guardId: string } & SendOffline) =>
  request(`${guardedPath}/${guardId}/offline-visits`, { method: 'POST', body: { visits }, schema: parserOf(OfflineSent), asSelf: true })
export const enterByHand = ({ guardId, body, key, timeoutMs }: { guardId: string; body: ManualEntry; key: string; timeoutMs?: number }) =>
  request(`${guardedPath}/${guardId}/manual-entries`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(ManuallyEntered), asSelf: true, timeoutMs })
/** For the screen at a door: by its owner, or by a guard. */
export const showPlaceCode = (of: { placeId: string } | { guardId: string }) =>
  request(`${'placeId' in of ? `${BASE}/places/${of.placeId}` : `${guardedPath}/${of.guardId}`}/screen-codes`, {
    method: 'POST',
    body: {},
    schema: parserOf(PlaceScreenCode),
    asSelf: true,
  })
export const fetchPoster = (placeId: string) =>
  request(`${placesPath}/${placeId}/posters`, { method: 'POST', body: {}, schema: parserOf(PaperFile), asSelf: true })
export const acceptInvitation = (code: string, key: string) =>
  request(`${BASE}/guard-invitations/acceptances`, { method: 'POST', body: { code }, idempotencyKey: key, schema: parserOf(GuardedPlace), asSelf: true })

export const placesPath = `${BASE}/places`
export const placesSchema = parserOf(OwnPlaceList)
const own = parserOf(OwnPlace)
export const applyForPlace = (body: PlaceRequest, key: string) => request(placesPath, { method: 'POST', body, idempotencyKey: key, schema: own, asSelf: true })
export const inviteGuard = ({ placeId, days, key }: { placeId: string; days: number; key: string }) =>
  request(`${placesPath}/${placeId}/invitations`, { method: 'POST', body: { days }, idempotencyKey: key, schema: parserOf(GuardInvitation), asSelf: true })
export const removeGuard = ({ placeId, guardId }: { placeId: string; guardId: string }) =>
  request(`${placesPath}/${placeId}/guards/${guardId}`, { method: 'DELETE', asSelf: true })
export const closePlace = (placeId: string) => request(`${placesPath}/${placeId}/closing`, { method: 'POST', body: {}, asSelf: true })

const PAGE = 50
export const reviewsBase = `${BASE}/staff/places`
export const reviewsPath = (state: PlaceState) => `${reviewsBase}?state=${state}&limit=${PAGE}`
export const reviewsSchema = parserOf(PlaceReviewPage)
export const fetchMoreOf = (state: PlaceState) => (after: string) => request(reviewsBase, { query: { state, limit: PAGE, after }, schema: reviewsSchema })
export const reviewPlace = ({ id, body }: { id: string; body: ReviewPlace }) =>
  request(`${reviewsBase}/${id}/review`, { method: 'POST', body, schema: parserOf(PlaceForReview) })
