import type { UploadView } from '@zsb/shared/upload'
import { crc32, UPLOAD_LIMITS } from '@zsb/shared/upload'
import sharp from 'sharp'
import type { SignedIn } from './whole-api'

/** A photo of so many pixels. With `noise` it is as large as one that a camera took. */
export async function photo({ width = 240, height = 180, noise = false } = {}): Promise<Buffer> {
  const background = { r: 60, g: 120, b: 170 }
  const made = sharp({
    create: { width, height, channels: 3, background, ...(noise && { noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } }) },
  })
  return made.jpeg({ quality: 92 }).toBuffer()
}

export const beginUpload = async (by: SignedIn, sizeBytes: number, material = 'residence'): Promise<UploadView> =>
  (await by.post('/uploads', { material, sizeBytes }).expect(201)).body as UploadView

/** One part as a phone sends it. */
export function partOf(file: Uint8Array, no: number): { base64: string; crc32: string } {
  const bytes = file.subarray(no * UPLOAD_LIMITS.partBytes, (no + 1) * UPLOAD_LIMITS.partBytes)
  return { base64: Buffer.from(bytes).toString('base64'), crc32: crc32(bytes) }
}
export const sendPart = (by: SignedIn, { id, file, no }: { id: string; file: Uint8Array; no: number }) => by.put(`/uploads/${id}/parts/${no}`, partOf(file, no))

/** A file sent whole; not checked yet. */
export async function sendAll(by: SignedIn, file: Uint8Array, material?: string): Promise<UploadView> {
  let upload = await beginUpload(by, file.length, material)
  for (const no of upload.missing) upload = (await sendPart(by, { id: upload.id, file, no }).expect(200)).body as UploadView
  return upload
}

export const finishUpload = (by: SignedIn, id: string) => by.post(`/uploads/${id}/completions`, {})

/** A file sent and checked. */
export async function upload(by: SignedIn, file: Uint8Array, material?: string): Promise<UploadView> {
  const { id } = await sendAll(by, file, material)
  return (await finishUpload(by, id).expect(201)).body as UploadView
}

/** A small file sent and checked by a clerk, for the case he has in hand. */
export async function scanAtWindow(by: SignedIn, { id, file, material }: { id: string; file: Uint8Array; material: string }): Promise<UploadView> {
  const uploads = `/window/applications/${id}/uploads`
  const begun = (await by.post(uploads, { material, sizeBytes: file.length }).expect(201)).body as UploadView
  await by.put(`${uploads}/${begun.id}/parts/0`, partOf(file, 0)).expect(200)
  return (await by.post(`${uploads}/${begun.id}/completions`, {}).expect(201)).body as UploadView
}
