import { capacityOf, LARGEST_VERSION, type Ecc } from './tables'

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Code units of the alphanumeric set → value + 1; 0 = not in the set. */
const VALUES = new Uint8Array(128)
for (let i = 0; i < ALPHANUMERIC.length; i++) VALUES[ALPHANUMERIC.charCodeAt(i)] = i + 1

/** UTF-8 without TextEncoder, which mini-program engines lack. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = []
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code < 0x80) {
      bytes.push(code)
      continue
    }
    if (code >= 0xd800 && code < 0xe000) {
      const low = text.charCodeAt(i + 1)
      const paired = code < 0xdc00 && low >= 0xdc00 && low < 0xe000
      code = paired ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : 0xfffd
      if (paired) i++
    }
    if (code < 0x800) bytes.push(0xc0 | (code >> 6))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63))
    bytes.push(0x80 | (code & 63))
  }
  return bytes
}

/** Whether the shorter alphanumeric mode can carry the text (digits, capitals, space $%*+-./:). */
export function isAlphanumeric(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127 || VALUES[code] === 0) return false
  }
  return text.length > 0
}

/** The text in the smallest version that holds it. @throws RangeError when even version 40 does not */
export function dataCodewords(text: string, { ecc, minVersion }: { ecc: Ecc; minVersion: number }): { version: number; words: Uint8Array } {
  const alphanumeric = isAlphanumeric(text)
  const bytes = alphanumeric ? [] : utf8Bytes(text)
  const length = alphanumeric ? text.length : bytes.length
  const payloadBits = alphanumeric ? (length >> 1) * 11 + (length & 1) * 6 : length * 8
  for (let version = minVersion; version <= LARGEST_VERSION; version++) {
    const { dataWords } = capacityOf(version, ecc)
    const countBits = alphanumeric ? (version < 10 ? 9 : version < 27 ? 11 : 13) : version < 10 ? 8 : 16
    if (4 + countBits + payloadBits > dataWords * 8) continue
    const words = new Uint8Array(dataWords)
    const end = alphanumeric ? writeAlphanumeric(words, text, countBits) : writeBytes(words, bytes, countBits)
    pad(words, end)
    return { version, words }
  }
  throw new RangeError(`${length} characters do not fit into a QR code of level ${ecc}`)
}

/** Byte mode: 4 bits of mode, the count, then bytes; so everything stands half a byte off. Returns the bits written. */
function writeBytes(words: Uint8Array, bytes: readonly number[], countBits: number): number {
  const { length } = bytes
  let at = 0
  let carry: number
  if (countBits === 16) {
    words[at++] = 0x40 | (length >> 12)
    words[at++] = (length >> 4) & 255
    carry = (length & 15) << 4
  } else {
    words[at++] = 0x40 | (length >> 4)
    carry = (length & 15) << 4
  }
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]!
    words[at++] = carry | (byte >> 4)
    carry = (byte & 15) << 4
  }
  words[at] = carry
  return 4 + countBits + length * 8
}

function writeAlphanumeric(words: Uint8Array, text: string, countBits: number): number {
  let bits = 0
  const put = (value: number, width: number) => {
    for (let i = width - 1; i >= 0; i--, bits++) if ((value >> i) & 1) words[bits >> 3]! |= 128 >> (bits & 7)
  }
  put(2, 4)
  put(text.length, countBits)
  for (let i = 0; i + 1 < text.length; i += 2) put((VALUES[text.charCodeAt(i)]! - 1) * 45 + VALUES[text.charCodeAt(i + 1)]! - 1, 11)
  if (text.length & 1) put(VALUES[text.charCodeAt(text.length - 1)]! - 1, 6)
  return bits
}

/** Up to four zero bits, zeros to the byte, then 236 and 17 in turn. Source: ISO/IEC 18004 clause 7.4.10. */
function pad(words: Uint8Array, usedBits: number): void {
  const start = Math.min(words.length, (Math.min(usedBits + 4, words.length * 8) + 7) >> 3)
  for (let i = start, byte = 236; i < words.length; i++, byte ^= 253) words[i] = byte
}
