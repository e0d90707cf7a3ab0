import { BundleGuide, BundleList, JointView, type DecideJoint, type SubmitJoint } from '@zsb/shared/joint-application'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const bundlesPath = '/api/v1/bundles'
export const bundlesSchema = parserOf(BundleList)
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
