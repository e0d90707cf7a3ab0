import { isAllowed, kindOfHead, type UploadFormat, type UploadKind } from './kind'
import { MEGABYTE, UPLOAD_LIMITS } from './limits'

/** Why a file is not taken, and what to do instead. */
export const UPLOAD_REFUSALS = {
  empty: { zh: () => '这个文件是空的，请重新选', en: () => 'This file is empty; choose again' },
  tooLarge: {
    zh: (megabytes: number) => `文件太大，最大 ${megabytes} MB。请重新拍一张，或者拍得近一点`,
    en: (megabytes: number) => `Too large; at most ${megabytes} MB. Take another photo`,
  },
  unknownKind: { zh: () => '只收照片和 PDF，请拍一张照片再传', en: () => 'Photos and PDF only; take a photo of it instead' },
  heic: {
    zh: () => '这种照片格式打不开，请直接拍照，或在手机“相机—格式”里选“兼容性最佳”',
    en: () => 'This kind of photo cannot be read; take it here, or choose “Most Compatible” in the camera settings',
  },
  noPdf: { zh: () => '这里不收 PDF，请拍一张照片再传', en: () => 'No PDF here; take a photo of it instead' },
  onlyPdf: { zh: () => '这里只收 PDF，请换一个文件', en: () => 'Only PDF here; choose another file' },
  tooManyPixels: { zh: () => '照片的尺寸太大，请用手机重新拍一张', en: () => 'The picture has too many pixels; take it again with the phone' },
  damaged: { zh: () => '文件打不开，可能没有传完整或已损坏，请重新拍照再传', en: () => 'The file cannot be opened; take a photo and send that' },
  locked: { zh: () => 'PDF 加了密码，打不开。请去掉密码，或者拍照再传', en: () => 'The PDF has a password; remove it or take photos' },
  tooManyPages: {
    zh: (pages: number) => `PDF 页数太多，最多 ${pages} 页，请分开传`,
    en: (pages: number) => `Too many pages, at most ${pages}; send it in pieces`,
  },
} as const
export type UploadRefusalCode = keyof typeof UPLOAD_REFUSALS

/** @param n what the sentence counts: megabytes, pages */
export function uploadRefusalWords(code: UploadRefusalCode, n = 0): { zh: string; en: string } {
  const { zh, en } = UPLOAD_REFUSALS[code]
  return { zh: zh(n), en: en(n) }
}

export interface UploadAllowed {
  formats: readonly UploadFormat[]
  maxMegabytes: number
}

/** What a form's field allows. */
export const ALLOWED_IN_FORM: UploadAllowed = { formats: ['jpg', 'png', 'pdf'], maxMegabytes: UPLOAD_LIMITS.megabytesInForm }

/** Whether a file that was checked is what was asked for. */
export const isFit = ({ kind, sizeBytes }: { kind: UploadKind; sizeBytes: number }, { formats, maxMegabytes }: UploadAllowed): boolean =>
  isAllowed(kind, formats) && sizeBytes <= maxMegabytes * MEGABYTE

/** Said at once, before a byte is sent 先看再传. */
export function refuseBeforeSending({
  head,
  sizeBytes,
  allowed,
}: {
  head: Uint8Array
  sizeBytes: number
  allowed: UploadAllowed
}): { zh: string; en: string } | null {
  if (sizeBytes === 0) return uploadRefusalWords('empty')
  const kind = kindOfHead(head)
  if (kind === null) return uploadRefusalWords('unknownKind')
  if (kind === 'heic') return uploadRefusalWords('heic')
  if (!isAllowed(kind, allowed.formats)) return uploadRefusalWords(kind === 'pdf' ? 'noPdf' : 'onlyPdf')
  return sizeBytes > allowed.maxMegabytes * MEGABYTE ? uploadRefusalWords('tooLarge', allowed.maxMegabytes) : null
}
