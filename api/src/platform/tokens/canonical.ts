const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUE = new Int8Array(128).fill(-1)
for (let i = 0; i < 64; i++) VALUE[ALPHABET.charCodeAt(i)] = i

/**
 * Bytes of a base64url text, or null when it is not the one canonical spelling: no padding, no foreign character, no stray
 * trailing bits (R5). Node's own decoder accepts about twenty spellings of the same bytes.
 */
export function decodeBase64url(text: string): Buffer | null {
  const rest = text.length % 4
  if (rest === 1) return null
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127 || VALUE[code]! < 0) return null
  }
  if (rest === 2 && (VALUE[text.charCodeAt(text.length - 1)]! & 15) !== 0) return null
  if (rest === 3 && (VALUE[text.charCodeAt(text.length - 1)]! & 3) !== 0) return null
  return Buffer.from(text, 'base64url')
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The object of a JSON text in our own spelling, or null. Only that spelling survives a round trip: duplicate members, blanks,
 * escapes, other spellings of a number and broken UTF-8 do not.
 */
export function parseExactJson(bytes: Buffer): Record<string, unknown> | null {
  try {
    const text = utf8.decode(bytes)
    const value: unknown = JSON.parse(text)
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
    return JSON.stringify(value) === text ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
