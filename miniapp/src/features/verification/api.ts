import { CounterPolicy, VerificationPage, Verdict, type VerificationRequest } from '@zsb/shared/verification'
import * as z from 'zod/mini'
import { request } from '@/platform/request'

const parser = <S extends z.ZodMiniType>(schema: S) => ({ parse: (value: unknown): z.output<S> => z.parse(schema, value) })
const BASE = '/api/v1'

export const policyPath = `${BASE}/staff/counter-policy`
export const policySchema = parser(CounterPolicy)
export const recentPath = `${BASE}/verifications?limit=8`
export const recentSchema = parser(VerificationPage)

/** The key makes a lost answer repeatable: the same clerk gets the first verdict again (R31). */
export const verify = ({ body, key }: { body: VerificationRequest; key: string }) =>
  request(`${BASE}/verifications`, { method: 'POST', body, idempotencyKey: key, schema: parser(Verdict) })
export const fetchVerdict = (id: string) => request(`${BASE}/verifications/${id}`, { schema: parser(Verdict) })
export const sayMatch = (id: string, match: 'consistent' | 'inconsistent' | 'undecided') =>
  request(`${BASE}/verifications/${id}/identity-match`, { method: 'POST', body: { match } })
