import { CaseRatings, type ChangeRating, type GiveRating } from '@zsb/shared/rating'
import { parserOf } from '@/platform/parser'
import { request, type ApiError } from '@/platform/request'

export const ratingsPath = (applicationId: string) => `/api/v1/applications/${applicationId}/ratings`
export const ratingsSchema = parserOf(CaseRatings)
export const giveRating = ({ id, body, key }: { id: string; body: GiveRating; key: string }) =>
  request(ratingsPath(id), { method: 'POST', body, idempotencyKey: key, schema: ratingsSchema })
export const changeRating = ({ id, body }: { id: string; body: ChangeRating }) => request(ratingsPath(id), { method: 'PUT', body, schema: ratingsSchema })

const STALE = ['RATING_EXISTS', 'RATING_CHANGED', 'RATING_CHANGE_CLOSED', 'RATING_NOT_OPEN']
/** It is no longer as it was seen: what it is now has to be asked for. */
export const isStale = ({ code }: ApiError): boolean => STALE.includes(code)
