import { kindOfHead, UPLOAD_LIMITS, type UploadKind, type UploadRefusalCode } from '@zsb/shared/upload'
import { drawPdf } from './draw-pdf'
import { keepPicture, PictureRefused, shrinkPicture, type KeptPicture } from './keep-picture'

/** What a file is and the pictures that were made of it, or why it is refused. */
export type Verdict = { ok: true; kind: UploadKind; pages: KeptPicture[]; thumb: Uint8Array } | { ok: false; code: UploadRefusalCode; n: number }

/** Asked of a thread before it is given a file: its libraries are there. */
export const loaded = (): boolean => true

const refuse = (code: UploadRefusalCode, n = 0): Verdict => ({ ok: false, code, n })

/**
 * The check 查验 (R24): the kind by the first byte on, then decoded as that kind and nothing else, and drawn anew. What is kept has the
 * pixels of the file and not one of its bytes.
 */
export async function checkFile(file: Uint8Array): Promise<Verdict> {
  if (file.length === 0) return refuse('empty')
  const kind = kindOfHead(file)
  if (kind === null) return refuse('unknownKind')
  if (kind === 'heic') return refuse('heic')
  try {
    const pages = kind === 'pdf' ? await drawPdf(file) : [await keepPicture({ bytes: file, kind })]
    return { ok: true, kind, pages, thumb: await shrinkPicture(pages[0]!.bytes) }
  } catch (cause) {
    if (cause instanceof PictureRefused) return refuse(cause.code, cause.code === 'tooManyPages' ? UPLOAD_LIMITS.pages : 0)
    throw cause
  }
}
