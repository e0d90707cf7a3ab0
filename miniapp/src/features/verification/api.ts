import { CounterPolicy, VerificationPage, Verdict, type VerificationRequest } from '@zsb/shared/verification'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import type { Match } from './verify.flow'

const BASE = '/api/v1'

export const policyPath = `${BASE}/staff/counter-policy`
export const policySchema = parserOf(CounterPolicy)
export const recentPath = `${BASE}/verifications?limit=8`
export const recentSchema = parserOf(VerificationPage)

/** The key makes a lost answer repeatable: the same clerk gets the first verdict again (R31). */
export const verify = ({ body, key }: { body: VerificationRequest; key: string }) =>
  request(`${BASE}/verifications`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(Verdict) })
/** A result of one's own, once more, within two minutes. */
export const seeAgain = (id: string) => request(`${BASE}/verifications/${id}`, { schema: parserOf(Verdict) })
/** The same key for the same saying: an answer that was lost on the way may be said again. */
export const sayMatch = ({ id, match, key }: { id: string; match: Match; key: string }) =>
  request(`${BASE}/verifications/${id}/identity-match`, { method: 'POST', body: { match }, idempotencyKey: key })
