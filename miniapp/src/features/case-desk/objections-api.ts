import { ObjectionPage, ObjectionView, type AnswerObjection } from '@zsb/shared/objection'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export type ObjectionState = 'open' | 'answered'
const BASE = '/api/v1/staff/objections'
export const objectionsPath = (state: ObjectionState) => `${BASE}?state=${state}&limit=50`
export const objectionsSchema = parserOf(ObjectionPage)
export const fetchLaterObjections = (state: ObjectionState) => (after: string) =>
  request(BASE, { query: { state, limit: 50, after }, schema: objectionsSchema })
export const objectionPath = (id: string) => `${BASE}/${id}`
export const objectionSchema = parserOf(ObjectionView)
export const answerObjection = ({ id, body, key }: { id: string; body: AnswerObjection; key: string }) =>
  request(`${objectionPath(id)}/answers`, { method: 'POST', body, idempotencyKey: key, schema: objectionSchema })

/** Somebody was quicker, or it is not his to answer. */
export const isSettled = ({ code }: { code: string }): boolean => code === 'OBJECTION_ANSWERED' || code === 'OBJECTION_OWN_CASE'
