import { ApplicationView, type Seen, type SubmitApplication } from '@zsb/shared/application'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import type { FillingApi } from './fillable'

const BASE = '/api/v1/applications'
const view = parserOf(ApplicationView)

export const applicationPath = (id: string) => `${BASE}/${id}`
export const applicationSchema = view

/** Begins, or opens the draft of this item there is. */
export const startApplication = ({ item, key }: { item: string; key: string }) =>
  request(BASE, { method: 'POST', body: { item }, idempotencyKey: key, schema: view })
export const fetchApplication = (id: string) => request(applicationPath(id), { schema: view })

interface Change {
  id: string
  version: number
}
export const saveAnswers = ({ id, version, seen, answers }: Change & { seen: Seen; answers: Readonly<Record<string, unknown>> }) =>
  request(`${applicationPath(id)}/answers`, { method: 'PUT', body: { version, seen, answers }, schema: view })
export const submitApplication = ({ id, body, key }: { id: string; body: SubmitApplication; key: string }) =>
  request(`${applicationPath(id)}/submissions`, { method: 'POST', body, idempotencyKey: key, schema: view })
export const supplyMaterials = ({ id, version, materials, key }: Change & { materials: SubmitApplication['materials']; key: string }) =>
  request(`${applicationPath(id)}/supplements`, { method: 'POST', body: { version, materials }, idempotencyKey: key, schema: view })
export const fillGap = ({ id, version, materials, key }: Change & { materials: SubmitApplication['materials']; key: string }) =>
  request(`${applicationPath(id)}/gap-fillings`, { method: 'POST', body: { version, materials }, idempotencyKey: key, schema: view })
export const withdrawApplication = ({ id, version }: Change) =>
  request(`${applicationPath(id)}/withdrawals`, { method: 'POST', body: { version }, schema: view })
/** How a case is filled in. */
export const caseFilling: FillingApi<ApplicationView> = { fetch: fetchApplication, save: saveAnswers, submit: submitApplication }
export const urgeApplication = (id: string) => request(`${applicationPath(id)}/urgings`, { method: 'POST', body: {}, schema: view })
