import { UploadList, UploadPicture, UploadView, type UploadPart } from '@zsb/shared/upload'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const BASE = '/api/v1/uploads'
const view = parserOf(UploadView)
const picture = parserOf(UploadPicture)

export const earlierSchema = parserOf(UploadList)
/** 以前传过的 for a material. */
export const earlierPath = (material: string) => `${BASE}?material=${material}&limit=20`

/** A part on a slow line takes longer than a question. */
const PATIENT_MS = 30_000

/** The four steps of an upload. */
export const uploads = {
  begin: ({ material, sizeBytes, key }: { material: string; sizeBytes: number; key: string }) =>
    request(BASE, { method: 'POST', body: { material, sizeBytes }, idempotencyKey: key, schema: view }),
  look: (id: string) => request(`${BASE}/${id}`, { schema: view }),
  part: ({ id, no, part }: { id: string; no: number; part: UploadPart }) =>
    request(`${BASE}/${id}/parts/${no}`, { method: 'PUT', body: part, schema: view, timeoutMs: PATIENT_MS }),
  finish: ({ id, key }: { id: string; key: string }) =>
    request(`${BASE}/${id}/completions`, { method: 'POST', body: {}, idempotencyKey: key, schema: view, timeoutMs: PATIENT_MS }),
}
/** Of a file of one's own; with `caseId` one that was handed in with that case, whoever sent it. */
export const fetchPicture = ({ id, no, caseId }: { id: string; no: number; caseId?: string | undefined }) =>
  request(`${caseId === undefined ? BASE : `/api/v1/applications/${caseId}/uploads`}/${id}/pages/${no}`, { schema: picture, timeoutMs: PATIENT_MS })
export const removeUpload = (id: string) => request(`${BASE}/${id}`, { method: 'DELETE' })
