import { UploadList, UploadPicture, UploadView, type UploadPart } from '@zsb/shared/upload'
import { createContext, useContext } from 'react'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const view = parserOf(UploadView)
const picture = parserOf(UploadPicture)

export const earlierSchema = parserOf(UploadList)

/** A part on a slow line takes longer than a question. */
const PATIENT_MS = 30_000

/** Where files are sent and asked for: one's own, or those of a case at the window. */
export type UploadApi = ReturnType<typeof uploadsAt>
export const uploadsAt = (base: string, { remembers = false }: { remembers?: boolean } = {}) => ({
  /** One person's files are never among another's. */
  base,
  /** Whether this device may remember what was not finished: it is the person's own. */
  remembers,
  /** 以前传过的 for a material. */
  earlierPath: (material: string) => `${base}?material=${material}&limit=20`,
  begin: ({ material, sizeBytes, key }: { material: string; sizeBytes: number; key: string }) =>
    request(base, { method: 'POST', body: { material, sizeBytes }, idempotencyKey: key, schema: view }),
  look: (id: string) => request(`${base}/${id}`, { schema: view }),
  part: ({ id, no, part }: { id: string; no: number; part: UploadPart }) =>
    request(`${base}/${id}/parts/${no}`, { method: 'PUT', body: part, schema: view, timeoutMs: PATIENT_MS }),
  finish: ({ id, key }: { id: string; key: string }) =>
    request(`${base}/${id}/completions`, { method: 'POST', body: {}, idempotencyKey: key, schema: view, timeoutMs: PATIENT_MS }),
  /** A page of it; with `caseId` of one that was handed in with that case, whoever sent it. */
  picture: ({ id, no, caseId }: { id: string; no: number; caseId?: string | undefined }) =>
    request(`${caseId === undefined ? base : `/api/v1/applications/${caseId}/uploads`}/${id}/pages/${no}`, { schema: picture, timeoutMs: PATIENT_MS }),
  remove: (id: string) => request(`${base}/${id}`, { method: 'DELETE' }),
})

const own = uploadsAt('/api/v1/uploads', { remembers: true })
const Uploads = createContext<UploadApi>(own)
/** Around a form whose files are not one's own. */
export const UploadsProvider = Uploads.Provider
export const useUploadApi = (): UploadApi => useContext(Uploads)
