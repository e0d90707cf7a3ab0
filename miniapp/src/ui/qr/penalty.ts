import type { Overlay } from './layout'

/** Set bits of a 16-bit number; two look-ups count a word. Filled by whole rows: without a JIT 65,536 single steps would take 4 ms. */
const COUNT = createCounts()
function createCounts(): Uint8Array {
  const rows = Array.from({ length: 9 }, (_, more) => new Uint8Array(256).fill(more))
  for (let low = 1; low < 256; low++) for (const row of rows) row[low]! += rows[0]![low >> 1]! + (low & 1)
  const counts = new Uint8Array(65_536)
  for (let high = 0; high < 256; high++) counts.set(rows[rows[0]![high]!]!, high << 8)
  return counts
}
const countBits = (word: number): number => COUNT[word & 65_535]! + COUNT[word >>> 16]!

/** A symbol before its mask. */
interface Unmasked {
  rows: Int32Array
  columns: Int32Array
  overlay: Overlay
  size: number
}

/**
 * Penalty of one masked symbol, or `least` where it is no smaller. Source: ISO/IEC 18004 clause 7.8.3.1, table 11, counted inside the symbol.
 * Words run across: bit i of a word is line i, and the loop walks along 32 lines at once, so that no rule needs a look at single modules.
 */
export function penaltyOf({ rows, columns, overlay, size }: Unmasked, least = Number.POSITIVE_INFINITY): number {
  const patterns = lines(columns, overlay.byColumn, size, false) + lines(rows, overlay.byRow, size, true)
  // The share of dark modules is counted only for who may win.
  return patterns >= least ? least : patterns + balance(countDark(rows, overlay.byRow), size)
}

/** Runs of five and more, finder-like patterns and, where `withBlocks`, 2 × 2 blocks. */
function lines(symbol: Int32Array, overlay: Int32Array, size: number, withBlocks: boolean): number {
  const lanes = (size + 31) >> 5
  const end = size * lanes
  let score = 0
  let blocks = 0
  let finders = 0
  for (let lane = 0; lane < lanes; lane++) {
    const isLast = lane === lanes - 1
    const valid = isLast ? (1 << (size & 31)) - 1 : -1
    // The last line has no neighbour at its right. A size is never a multiple of 32, so the last lane has room.
    const inner = isLast ? valid >>> 1 : -1
    let before = symbol[lane]! ^ overlay[lane]!
    let differs1 = 0
    if (withBlocks) differs1 = before ^ ((before >>> 1) | (isLast ? 0 : (symbol[lane + 1]! ^ overlay[lane + 1]!) << 31))
    let same1 = 0
    let three1 = 0
    let three2 = 0
    let five1 = 0
    let change1 = 0
    let zig1 = 0
    let zig2 = 0
    let zig3 = 0
    let zig4 = 0
    for (let at = lane + lanes; at < end; at += lanes) {
      const now = symbol[at]! ^ overlay[at]!
      const change = (now ^ before) & valid
      const same = change ^ valid
      const three = same & same1
      const five = three & three2
      if (five !== 0) {
        score += COUNT[five & 65_535]! + COUNT[five >>> 16]!
        const begins = five & ~five1
        if (begins !== 0) score += 2 * (COUNT[begins & 65_535]! + COUNT[begins >>> 16]!)
      }
      const zig = change & change1
      // 1 0 1 1 1 0 1: a zigzag, three alike, a zigzag, ending dark.
      const finder = zig & three2 & zig4 & now
      if (finder !== 0) finders += quietSides({ finder, at, lanes, end, symbol, overlay })
      if (withBlocks) {
        // Unlike its neighbour at the right, in this row and in the one before.
        const differs = now ^ ((now >>> 1) | (isLast ? 0 : (symbol[at + 1]! ^ overlay[at + 1]!) << 31))
        const block = same & inner & ~(differs | differs1)
        blocks += COUNT[block & 65_535]! + COUNT[block >>> 16]!
        differs1 = differs
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
  return score + finders * 40 + blocks * 3
}

interface Found {
  finder: number
  at: number
  lanes: number
  end: number
  symbol: Int32Array
  overlay: Int32Array
}

/** How many of the found 1011101 have four light modules before, and how many after. */
function quietSides({ finder, at, lanes, end, symbol, overlay }: Found): number {
  let sides = 0
  if (at - 10 * lanes >= 0) sides += countBits(finder & ~darkWithin({ symbol, overlay, lanes, from: at - 10 * lanes }))
  if (at + 4 * lanes < end) sides += countBits(finder & ~darkWithin({ symbol, overlay, lanes, from: at + lanes }))
  return sides
}

/** Lines with a dark module among four in a row. */
function darkWithin({ symbol, overlay, lanes, from }: Pick<Found, 'symbol' | 'overlay' | 'lanes'> & { from: number }): number {
  let dark = 0
  for (let i = from, end = from + 4 * lanes; i < end; i += lanes) dark |= symbol[i]! ^ overlay[i]!
  return dark
}

function countDark(symbol: Int32Array, overlay: Int32Array): number {
  let dark = 0
  for (let i = 0; i < symbol.length; i++) dark += countBits(symbol[i]! ^ overlay[i]!)
  return dark
}

/** Ten points for every five per cent away from half dark. */
function balance(dark: number, size: number): number {
  return Math.abs(Math.ceil((dark * 100) / (size * size) / 5) - 10) * 10
}
