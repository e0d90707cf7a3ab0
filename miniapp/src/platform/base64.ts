const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes as base64, on every platform alike. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = []
  // In pieces: adding letter by letter to a text of two hundred thousand is slow on old phones.
  for (let from = 0; from < bytes.length; from += 3_000) {
    let piece = ''
    for (let i = from; i < Math.min(from + 3_000, bytes.length); i += 3) {
      const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]]
      piece += LETTERS[a >> 2]! + LETTERS[((a & 3) << 4) | ((b ?? 0) >> 4)]!
      piece += b === undefined ? '=' : LETTERS[((b & 15) << 2) | ((c ?? 0) >> 6)]!
      piece += c === undefined ? '=' : LETTERS[c & 63]!
    }
    pieces.push(piece)
  }
  return pieces.join('')
}
