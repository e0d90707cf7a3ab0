import * as z from 'zod/mini'

/** What a file is by its content. Pictures of each kind are kept as JPEG, a PDF as pictures of its pages. */
export const UploadKind = z.enum(['jpeg', 'png', 'webp', 'pdf'])
export type UploadKind = z.infer<typeof UploadKind>

/** Bytes from the start of a file that tell its kind. */
export const HEAD_BYTES = 16

const BEGINNINGS: readonly [UploadKind, readonly number[]][] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]
const text = (head: Uint8Array, from: number, length: number): string => String.fromCharCode(...head.subarray(from, from + length))

/**
 * What the first bytes say, for a word before anything is sent; they prove nothing of the rest (security.md R24).
 * @returns `heic` for the pictures of an iPhone that its owner has not let it convert, null for whatever else is not taken
 */
export function kindOfHead(head: Uint8Array): UploadKind | 'heic' | null {
  const known = BEGINNINGS.find(([, beginning]) => beginning.every((byte, i) => head[i] === byte))
  if (known) return known[0]
  if (text(head, 0, 4) === 'RIFF' && text(head, 8, 4) === 'WEBP') return 'webp'
  return text(head, 4, 4) === 'ftyp' && ['heic', 'heix', 'mif1', 'msf1', 'hevc'].includes(text(head, 8, 4)) ? 'heic' : null
}

/** Formats that a material allows. */
export const UploadFormat = z.enum(['jpg', 'png', 'pdf'])
export type UploadFormat = z.infer<typeof UploadFormat>

/** Whatever picture comes is kept as JPEG: where one kind of picture is allowed, all are. */
export const isAllowed = (kind: UploadKind, formats: readonly UploadFormat[]): boolean =>
  kind === 'pdf' ? formats.includes('pdf') : formats.some((format) => format !== 'pdf')
