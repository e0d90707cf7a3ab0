import { BundleGuide, ConsentRequestView, JointView, type DecideJoint, type SubmitJoint } from '@zsb/shared/joint-application'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { bundlesPath, consentsPath } from './list-api'

export const bundlePath = (code: string): string => `${bundlesPath}/${encodeURIComponent(code)}`
export const bundleSchema = parserOf(BundleGuide)

const BASE = '/api/v1/joint-applications'
export const jointSchema = parserOf(JointView)
export const jointPath = (id: string): string => `${BASE}/${id}`

/** Begins, or opens the draft of this bundle there is. */
export const startJoint = ({ bundle, answers, key }: { bundle: string; answers: Readonly<Record<string, string>>; key: string }) =>
  request(BASE, { method: 'POST', body: { bundle, answers }, idempotencyKey: key, schema: jointSchema })
export const fetchJoint = (id: string) => request(jointPath(id), { schema: jointSchema })
export const saveJoint = ({ id, version, answers }: { id: string; version: number; answers: Readonly<Record<string, unknown>> }) =>
  request(`${jointPath(id)}/answers`, { method: 'PUT', body: { version, answers }, schema: jointSchema })
export const submitJoint = ({ id, body, key }: { id: string; body: SubmitJoint; key: string }) =>
  request(`${jointPath(id)}/submissions`, { method: 'POST', body, idempotencyKey: key, schema: jointSchema })
export const decideJoint = ({ id, body, key }: { id: string; body: DecideJoint; key: string }) =>
  request(`${jointPath(id)}/decisions`, { method: 'POST', body, idempotencyKey: key, schema: jointSchema })
/** Of the whole: what is decided stays. */
export const withdrawJoint = ({ id, version, key }: { id: string; version: number; key: string }) =>
  request(`${jointPath(id)}/withdrawals`, { method: 'POST', body: { version }, idempotencyKey: key, schema: jointSchema })

export const consentPath = (id: string): string => `${consentsPath}/${id}`
export const consentSchema = parserOf(ConsentRequestView)
export const answerConsent = ({ id, answer, key }: { id: string; answer: 'given' | 'declined'; key: string }) =>
  request(`${consentPath(id)}/answers`, { method: 'POST', body: { answer }, idempotencyKey: key, schema: consentSchema, asSelf: true })
