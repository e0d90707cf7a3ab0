import { dataCodewords } from './codewords'
import { layoutOf, overlaysOf, transpose, type Bits } from './layout'
import { penaltyOf } from './penalty'
import { interleave } from './reed-solomon'
import type { Ecc } from './tables'

export interface QrMatrix extends Bits {
  version: number
  mask: number
  ecc: Ecc
}
export interface QrOptions {
  ecc?: Ecc
  minVersion?: number
  /** Fixed instead of the best of eight (tests). */
  mask?: number
}

/**
 * Draws a text as QR code modules. Alphanumeric mode where the text allows it, else bytes (UTF-8); smallest version that holds it.
 * Source: ISO/IEC 18004:2015. Works on whole words, because a phone's mini-program engine has no JIT (P8: ≤ 1 ms for version 11).
 * @throws RangeError when the text is too long
 */
export function encodeQr(text: string, { ecc = 'L', minVersion = 1, mask: wanted }: QrOptions = {}): QrMatrix {
  const { version, words } = dataCodewords(text, { ecc, minVersion })
  const layout = layoutOf(version)
  const { size, wordsPerRow, order, pairs } = layout
  const rows = placed(interleave(words, version, ecc), { base: layout.fixed.words, order, pairs })
  const overlays = overlaysOf(layout, ecc)
  let mask = wanted ?? 0
  if (wanted === undefined) {
    const columns = transpose(rows, size)
    let lowest = Number.POSITIVE_INFINITY
    for (let candidate = 0; candidate < 8; candidate++) {
      const penalty = penaltyOf({ rows, columns, overlay: overlays[candidate]!, size }, lowest)
      if (penalty >= lowest) continue
      lowest = penalty
      mask = candidate
    }
  }
  const overlay = overlays[mask]!.byRow
  for (let i = 0; i < rows.length; i++) rows[i]! ^= overlay[i]!
  return { version, mask, ecc, size, wordsPerRow, words: rows }
}

/** The fixed patterns with the codewords in their places, two modules at a time; remainder bits stay light. */
function placed(codewords: Uint8Array, { base, order, pairs }: { base: Int32Array; order: Uint32Array; pairs: Int32Array }): Int32Array {
  const rows = base.slice()
  let at = 0
  for (let i = 0; i < codewords.length; i++) {
    for (let word = codewords[i]! << 2, end = at + 4; at < end; at++, word = (word << 2) & 1023) {
      const both = word >> 8
      if (both === 0) continue
      const place = pairs[at]!
      if (place >= 0) {
        rows[place >>> 5]! |= both << place
        continue
      }
      const first = order[2 * at]!
      const second = order[2 * at + 1]!
      if (both & 2) rows[first >>> 5]! |= 1 << first
      if (both & 1) rows[second >>> 5]! |= 1 << second
    }
  }
  return rows
}
