import { countParts, crc32, partSize, UPLOAD_LIMITS, type UploadView } from '@zsb/shared/upload'
import { toBase64 } from '@/platform/base64'
import type { PickedFile } from '@/platform/pick-file'
import { newIdempotencyKey, toApiError, type ApiError } from '@/platform/request'
import type { UploadApi } from './upload-api'

/** Where a file is on its way 上传进度. `waiting`: nothing comes through · `busy`: the server has too much to do; of either it goes on by itself. */
export type SendingStage = 'sending' | 'waiting' | 'busy' | 'checking'

interface SendFile {
  file: Pick<PickedFile, 'sizeBytes' | 'read'>
  material: string
  /** What the server has of this file from before the app was closed. */
  begun: string | null
  api: Pick<UploadApi, 'begin' | 'look' | 'part' | 'finish'>
  tell: (stage: SendingStage, percent: number) => void
  /** The server has a place for it, which is to be given back when it is not sent after all. */
  onBegun: (id: string) => void
  /** Comes back when it may come through again, not before `seconds` have passed; `tries` counts from 0. */
  whenBack: (tries: number, seconds: number) => Promise<void>
  isGone: () => boolean
}

/** Nobody waits for it any more. */
export class SendingStopped extends Error {}

/** What passes by itself: a server that has too much to do, one that is still at what was asked before. */
const PASSING: readonly string[] = ['OVERLOADED', 'STORAGE_UNCERTAIN', 'IDEMPOTENCY_IN_PROGRESS']

/** What to wait for; null when it would not come by waiting. Too many in an hour is waited for where something has been sent already. */
function waitFor(error: ApiError, stage: 'sending' | 'checking', isBegun: boolean): 'waiting' | 'busy' | null {
  // The check may take longer than the phone listens.
  if (error.isTransport) return error.code === 'TIMEOUT' && stage === 'checking' ? 'busy' : 'waiting'
  return PASSING.includes(error.code) || (isBegun && error.code === 'RATE_LIMITED') ? 'busy' : null
}

/** What the server has of it by now; null when it was too long ago, or taken away meanwhile. */
async function lookFor(id: string, api: Pick<UploadApi, 'look'>): Promise<UploadView | null> {
  try {
    return await api.look(id)
  } catch (cause) {
    if (toApiError(cause).code === 'NOT_FOUND') return null
    throw cause
  }
}

/**
 * Sends a file in parts and has it checked. When nothing comes through it waits, asks how far it had come, and goes on from there; so it does with a
 * file that was begun before.
 * @throws ApiError what the server refuses · SendingStopped
 */
export async function sendFile({ file, material, begun, api, tell, onBegun, whenBack, isGone }: SendFile): Promise<UploadView> {
  let percent = 0
  let isBegun = false
  const persist = async <T>(stage: 'sending' | 'checking', work: (tries: number) => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      if (isGone()) throw new SendingStopped()
      tell(stage, percent)
      try {
        return await work(tries)
      } catch (cause) {
        const error = toApiError(cause)
        const passing = waitFor(error, stage, isBegun)
        if (!passing) throw error
        tell(passing, percent)
        await whenBack(tries, error.retryAfterSeconds ?? 0)
      }
    }
  }
  const { sizeBytes } = file
  const [beginKey, finishKey] = [newIdempotencyKey(), newIdempotencyKey()]
  const all = countParts(sizeBytes)
  const count = ({ missing }: UploadView) => Math.round(((all - missing.length) / all) * 100)
  const known = begun === null ? null : await persist('sending', () => lookFor(begun, api))
  let upload = known ?? (await persist('sending', () => api.begin({ material, sizeBytes, key: beginKey })))
  const { id } = upload
  isBegun = true
  onBegun(id)
  if (upload.state === 'checked') return upload
  percent = count(upload)
  const sendPart = async (no: number, tries: number): Promise<UploadView> => {
    if (tries > 0) {
      const now = await api.look(id)
      if (!now.missing.includes(no)) return now
    }
    const bytes = await file.read(no * UPLOAD_LIMITS.partBytes, partSize({ sizeBytes, no }))
    return api.part({ id, no, part: { base64: toBase64(bytes), crc32: crc32(bytes) } })
  }
  for (let no = upload.missing[0]; no !== undefined; no = upload.missing[0]) {
    const next = no
    upload = await persist('sending', (tries) => sendPart(next, tries))
    percent = count(upload)
  }
  return persist('checking', () => api.finish({ id, key: finishKey }))
}
