import type { Overlay } from './layout'

/** Set bits of an 11-bit number; three look-ups count a word. */
const COUNT = new Uint8Array(2048)
for (let i = 1; i < 2048; i++) COUNT[i] = COUNT[i >> 1]! + (i & 1)
export const countBits = (word: number): number => COUNT[word & 2047]! + COUNT[(word >>> 11) & 2047]! + COUNT[word >>> 22]!

const scratch = new Int32Array(177 * 6)

/**
 * Penalty of one masked symbol. Source: ISO/IEC 18004 clause 7.8.3.1, table 11, counted inside the symbol.
 * Words run across: bit i of a word is line i, and the loop walks along 32 lines at once, so that no rule needs a look at single modules.
 */
export function penaltyOf({ rows, columns, overlay, size }: { rows: Int32Array; columns: Int32Array; overlay: Overlay; size: number }): number {
  return lines(columns, overlay.byColumn, size, false) + lines(rows, overlay.byRow, size, true)
}

/** Runs of five and more, finder-like patterns and, where `whole`, 2 × 2 blocks and the share of dark modules. */
function lines(symbol: Int32Array, overlay: Int32Array, size: number, whole: boolean): number {
  const lanes = (size + 31) >> 5
  let score = 0
  let blocks = 0
  let dark = 0
  let finders = 0
  for (let lane = lanes - 1; lane >= 0; lane--) {
    const valid = lane === lanes - 1 ? (1 << (size & 31)) - 1 : -1
    // The last line has no neighbour at its right. A size is never a multiple of 32, so the last lane has room.
    const inner = lane === lanes - 1 ? valid >>> 1 : -1
    let before = (scratch[lane] = symbol[lane]! ^ overlay[lane]!)
    if (whole) dark += countBits(before)
    let same1 = 0
    let three1 = 0
    let three2 = 0
    let five1 = 0
    let change1 = 0
    let zig1 = 0
    let zig2 = 0
    let zig3 = 0
    let zig4 = 0
    for (let step = 1, at = lane + lanes; step < size; step++, at += lanes) {
      const now = symbol[at]! ^ overlay[at]!
      scratch[at] = now
      const change = (now ^ before) & valid
      const same = change ^ valid
      const three = same & same1
      const five = three & three2
      if (five !== 0) {
        score += COUNT[five & 2047]! + COUNT[(five >>> 11) & 2047]! + COUNT[five >>> 22]!
        const begins = five & ~five1
        if (begins !== 0) score += 2 * (COUNT[begins & 2047]! + COUNT[(begins >>> 11) & 2047]! + COUNT[begins >>> 22]!)
      }
      const zig = change & change1
      // 1 0 1 1 1 0 1: a zigzag, three alike, a zigzag, ending dark.
      const finder = zig & three2 & zig4 & now
      if (finder !== 0) finders += quietSides({ finder, step, at, lanes, size, symbol, overlay })
      if (whole) {
        dark += COUNT[now & 2047]! + COUNT[(now >>> 11) & 2047]! + COUNT[now >>> 22]!
        const next = lane + 1 < lanes ? scratch[at + 1]! << 31 : 0
        const nextBefore = lane + 1 < lanes ? scratch[at + 1 - lanes]! << 31 : 0
        const right = (now >>> 1) | next
        const block = same & inner & ~(now ^ right) & ~(right ^ ((before >>> 1) | nextBefore))
        blocks += COUNT[block & 2047]! + COUNT[(block >>> 11) & 2047]! + COUNT[block >>> 22]!
      }
      zig4 = zig3
      zig3 = zig2
      zig2 = zig1
      zig1 = zig
      change1 = change
      five1 = five
      three2 = three1
      three1 = three
      same1 = same
      before = now
    }
  }
  return score + finders * 40 + (whole ? blocks * 3 + balance(dark, size) : 0)
}

/** How many of the found 1011101 have four light modules before, and how many after. */
function quietSides({
  finder,
  step,
  at,
  lanes,
  size,
  symbol,
  overlay,
}: {
  finder: number
  step: number
  at: number
  lanes: number
  size: number
  symbol: Int32Array
  overlay: Int32Array
}): number {
  let sides = 0
  if (step >= 10) {
    let darkBefore = 0
    for (let i = 7; i < 11; i++) darkBefore |= scratch[at - i * lanes]!
    sides += countBits(finder & ~darkBefore)
  }
  if (step + 4 < size) {
    let darkAfter = 0
    for (let i = at + lanes, end = at + 4 * lanes; i <= end; i += lanes) darkAfter |= symbol[i]! ^ overlay[i]!
    sides += countBits(finder & ~darkAfter)
  }
  return sides
}

/** Ten points for every five per cent away from half dark. */
function balance(dark: number, size: number): number {
  return Math.abs(Math.ceil((dark * 100) / (size * size) / 5) - 10) * 10
}
