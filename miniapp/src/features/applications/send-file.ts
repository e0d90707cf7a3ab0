import { countParts, crc32, partSize, UPLOAD_LIMITS, type UploadView } from '@zsb/shared/upload'
import { toBase64 } from '@/platform/base64'
import type { PickedFile } from '@/platform/pick-file'
import { newIdempotencyKey, toApiError, type ApiError } from '@/platform/request'
import type { uploads } from './upload-api'

/** Where a file is on its way 上传进度. `waiting`: nothing comes through; it goes on by itself. */
export type SendingStage = 'sending' | 'waiting' | 'checking'

interface SendFile {
  file: Pick<PickedFile, 'sizeBytes' | 'read'>
  material: string
  api: typeof uploads
  tell: (stage: SendingStage, percent: number) => void
  /** The server has a place for it, which is to be given back when it is not sent after all. */
  onBegun: (id: string) => void
  /** Comes back when it may come through again; `tries` counts from 0. */
  whenBack: (tries: number) => Promise<void>
  isGone: () => boolean
}

/** Nobody waits for it any more. */
export class SendingStopped extends Error {}

/** What passes by itself: no network, a server that has too much to do, one that is still at what was asked before. */
const PASSING: readonly string[] = ['OVERLOADED', 'STORAGE_UNCERTAIN', 'IDEMPOTENCY_IN_PROGRESS']
const passes = (error: ApiError): boolean => error.isTransport || PASSING.includes(error.code)

/**
 * Sends a file in parts and has it checked. When nothing comes through it waits, asks how far it had come, and goes on from there.
 * @throws ApiError what the server refuses · SendingStopped
 */
export async function sendFile({ file, material, api, tell, onBegun, whenBack, isGone }: SendFile): Promise<UploadView> {
  let percent = 0
  const persist = async <T>(stage: SendingStage, work: (tries: number) => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      if (isGone()) throw new SendingStopped()
      tell(stage, percent)
      try {
        return await work(tries)
      } catch (cause) {
        const error = toApiError(cause)
        if (!passes(error)) throw error
        tell('waiting', percent)
        await whenBack(tries)
      }
    }
  }
  const { sizeBytes } = file
  const [beginKey, finishKey] = [newIdempotencyKey(), newIdempotencyKey()]
  let upload = await persist('sending', () => api.begin({ material, sizeBytes, key: beginKey }))
  const { id } = upload
  onBegun(id)
  const all = countParts(sizeBytes)
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
    percent = Math.round(((all - upload.missing.length) / all) * 100)
  }
  return persist('checking', () => api.finish({ id, key: finishKey }))
}
