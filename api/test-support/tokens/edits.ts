import type { Edit } from './recipe'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Another spelling, or other bytes, of one part; null where this part has no such spelling. */
export function editPart(text: string, edit: Edit): string | null {
  if (edit.insert !== undefined) {
    const at = edit.at === 'start' ? 0 : edit.at === 'end' ? text.length : text.length >> 1
    return text.slice(0, at) + edit.insert + text.slice(at)
  }
  if (edit.strayBits !== undefined) return withStrayBits(text, edit.strayBits)
  if (edit.cutTo) return text.slice(0, Math.floor(text.length / 4) * 4 - 3)
  if (edit.standardAlphabet) return /[-_]/.test(text) ? text.replaceAll('-', '+').replaceAll('_', '/') : null
  if (edit.flipBit !== undefined) {
    const bytes = Buffer.from(text, 'base64url')
    if (edit.flipBit >= bytes.length * 8) return null
    bytes[edit.flipBit >> 3]! ^= 1 << (edit.flipBit & 7)
    return bytes.toString('base64url')
  }
  return null
}

/** The last character carries two or four bits that decode to nothing. */
export function withStrayBits(text: string, bits: number): string | null {
  const room = text.length % 4 === 2 ? 16 : text.length % 4 === 3 ? 4 : 1
  if (bits <= 0 || bits >= room) return null
  return text.slice(0, -1) + ALPHABET[ALPHABET.indexOf(text.at(-1)!) + bits]!
}
