import { CallBackPage, CallBackView, CaseRatings, type AnswerCallBack, type ChangeRating, type GiveRating } from '@zsb/shared/rating'
import { parserOf } from '@/platform/parser'
import { request, type ApiError } from '@/platform/request'

export const ratingsPath = (applicationId: string) => `/api/v1/applications/${applicationId}/ratings`
export const ratingsSchema = parserOf(CaseRatings)
export const giveRating = ({ id, body, key }: { id: string; body: GiveRating; key: string }) =>
  request(ratingsPath(id), { method: 'POST', body, idempotencyKey: key, schema: ratingsSchema })
export const changeRating = ({ id, body }: { id: string; body: ChangeRating }) => request(ratingsPath(id), { method: 'PUT', body, schema: ratingsSchema })

const STALE = ['RATING_EXISTS', 'RATING_CHANGED', 'RATING_CHANGE_CLOSED', 'RATING_NOT_OPEN', 'CALL_BACK_ANSWERED', 'CALL_BACK_OWN_CASE']
/** It is no longer as it was seen: what it is now has to be asked for. */
export const isStale = ({ code }: ApiError): boolean => STALE.includes(code)

export type CallBackState = 'open' | 'answered'
const CALL_BACKS = '/api/v1/staff/rating-call-backs'
export const callBacksPath = (state: CallBackState) => `${CALL_BACKS}?state=${state}&limit=50`
export const callBacksSchema = parserOf(CallBackPage)
export const fetchLater = (state: CallBackState) => (after: string) => request(CALL_BACKS, { query: { state, limit: 50, after }, schema: callBacksSchema })
export const callBackPath = (id: string) => `${CALL_BACKS}/${id}`
export const callBackSchema = parserOf(CallBackView)
export const answerCallBack = ({ id, body, key }: { id: string; body: AnswerCallBack; key: string }) =>
  request(`${callBackPath(id)}/answers`, { method: 'POST', body, idempotencyKey: key, schema: callBackSchema })
