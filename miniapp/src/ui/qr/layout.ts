import { alignmentCentres, formatBits, sizeOf, versionBits, type Ecc } from './tables'

/** A square of bits in 32-bit words: bit x of row y is word y * wordsPerRow + (x >> 5), bit x & 31. */
export interface Bits {
  size: number
  wordsPerRow: number
  words: Int32Array
}

export const createBits = (size: number): Bits => {
  const wordsPerRow = (size + 31) >> 5
  return { size, wordsPerRow, words: new Int32Array(size * wordsPerRow) }
}
export const setBit = (bits: Bits, x: number, y: number): void => {
  bits.words[y * bits.wordsPerRow + (x >> 5)]! |= 1 << x
}
export const hasBit = (bits: Bits, x: number, y: number): boolean => ((bits.words[y * bits.wordsPerRow + (x >> 5)]! >>> (x & 31)) & 1) === 1

/** What depends on the version only. */
export interface Layout {
  version: number
  size: number
  wordsPerRow: number
  /** Dark modules of finder, timing, alignment and version patterns. */
  fixed: Bits
  /** Modules that carry no data, format places included. */
  taken: Bits
  /** Where the data bits go in their order: word << 5 | bit. */
  order: Uint32Array
  /** For each two bits in their order, where the second goes if the first stands beside it in the same word, to its left as numbers go; else −1. */
  pairs: Int32Array
}

const layouts = new Map<number, Layout>()

export function layoutOf(version: number): Layout {
  let layout = layouts.get(version)
  if (layout) return layout
  const size = sizeOf(version)
  const fixed = createBits(size)
  const taken = createBits(size)
  const put = (x: number, y: number, dark: boolean) => {
    setBit(taken, x, y)
    if (dark) setBit(fixed, x, y)
  }
  const square = (left: number, top: number, edge: number, isDark: (distance: number) => boolean) => {
    const middle = (edge - 1) / 2
    for (let y = 0; y < edge; y++) {
      for (let x = 0; x < edge; x++) {
        const [at, row] = [left + x, top + y]
        if (at >= 0 && row >= 0 && at < size && row < size) put(at, row, isDark(Math.max(Math.abs(x - middle), Math.abs(y - middle))))
      }
    }
  }
  for (let i = 8; i < size - 8; i++) {
    put(i, 6, i % 2 === 0)
    put(6, i, i % 2 === 0)
  }
  const finder = (distance: number) => distance !== 2 && distance < 4
  square(-1, -1, 9, finder)
  square(size - 8, -1, 9, finder)
  square(-1, size - 8, 9, finder)
  const centres = alignmentCentres(version)
  const last = centres.length - 1
  centres.forEach((cx, i) =>
    centres.forEach((cy, j) => {
      if (!((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0))) square(cx - 2, cy - 2, 5, (distance) => distance !== 1)
    }),
  )
  if (version >= 7) {
    const bits = versionBits(version)
    for (let i = 0; i < 18; i++) {
      const [near, far] = [Math.floor(i / 3), size - 11 + (i % 3)]
      put(near, far, ((bits >> i) & 1) === 1)
      put(far, near, ((bits >> i) & 1) === 1)
    }
  }
  formatPlaces(size).forEach(([x, y]) => put(x, y, false))
  put(8, size - 8, true)
  const order = dataOrder(taken)
  layout = { version, size, wordsPerRow: fixed.wordsPerRow, fixed, taken, order, pairs: pairsOf(order) }
  layouts.set(version, layout)
  return layout
}

/** The two copies of the 15 format bits, lowest bit first. Source: ISO/IEC 18004 figure 25. */
function formatPlaces(size: number): [number, number][] {
  const places: [number, number][] = []
  for (let i = 0; i < 15; i++) places.push(i < 6 ? [8, i] : i < 8 ? [8, i + 1] : i < 9 ? [7, 8] : [14 - i, 8])
  for (let i = 0; i < 15; i++) places.push(i < 8 ? [size - 1 - i, 8] : [8, size - 15 + i])
  return places
}

/** Two columns at a time from the right, up and down in turn, past the vertical timing pattern. Source: ISO/IEC 18004 clause 7.7.3. */
function dataOrder(taken: Bits): Uint32Array {
  const { size, wordsPerRow } = taken
  const order = new Uint32Array(size * size)
  let count = 0
  let upward = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const y = upward ? size - 1 - step : step
      for (let x = right; x > right - 2; x--) if (!hasBit(taken, x, y)) order[count++] = ((y * wordsPerRow + (x >> 5)) << 5) | (x & 31)
    }
    upward = !upward
  }
  return order.slice(0, count)
}

function pairsOf(order: Uint32Array): Int32Array {
  const pairs = new Int32Array(order.length >> 1)
  for (let i = 0; i < pairs.length; i++) {
    const second = order[2 * i + 1]!
    // Bit 31 has its neighbour in the next word.
    pairs[i] = order[2 * i] === second + 1 && (second & 31) !== 31 ? second : -1
  }
  return pairs
}

/** The eight conditions. Source: ISO/IEC 18004 table 10 (x = column j, y = row i). */
const CONDITIONS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (((x / 3) | 0) + (y >> 1)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** One mask laid over the data, with the format bits that belong to it, by rows and by columns. */
export interface Overlay {
  byRow: Int32Array
  byColumn: Int32Array
}
const overlays = new Map<string, readonly Overlay[]>()

/** All eight; XOR with data and fixed patterns gives the finished symbol. */
export function overlaysOf(layout: Layout, ecc: Ecc): readonly Overlay[] {
  const id = ecc + layout.version
  let all = overlays.get(id)
  if (!all) {
    all = CONDITIONS.map((condition, mask) => createOverlay({ layout, ecc, mask, condition }))
    overlays.set(id, all)
  }
  return all
}

function createOverlay({ layout, ecc, mask, condition }: { layout: Layout; ecc: Ecc; mask: number; condition: (x: number, y: number) => boolean }): Overlay {
  const { size, wordsPerRow, taken } = layout
  const bits = createBits(size)
  // Every condition repeats after 12 modules both ways, so a row is made from a dozen of answers.
  for (let y = 0; y < size; y++) {
    let dozen = 0
    for (let x = 0; x < 12; x++) if (condition(x, y % 12)) dozen |= 1 << x
    for (let k = 0, shift = 0; k < wordsPerRow; k++, shift = (shift + 8) % 12) {
      const turned = ((dozen >>> shift) | (dozen << (12 - shift))) & 0xfff
      const at = y * wordsPerRow + k
      bits.words[at] = (turned | (turned << 12) | (turned << 24)) & ~taken.words[at]!
    }
    const spare = size & 31
    if (spare) bits.words[y * wordsPerRow + wordsPerRow - 1]! &= (1 << spare) - 1
  }
  const format = formatBits(ecc, mask)
  formatPlaces(size).forEach(([x, y], i) => {
    if ((format >> (i % 15)) & 1) setBit(bits, x, y)
  })
  return { byRow: bits.words, byColumn: transpose(bits.words, size) }
}

const tile = new Int32Array(32)

/** Rows to columns, 32 × 32 bits at a time (Hacker's Delight 7-3). */
export function transpose(words: Int32Array, size: number): Int32Array {
  const wordsPerRow = (size + 31) >> 5
  const out = new Int32Array(size * wordsPerRow)
  for (let ty = 0; ty < wordsPerRow; ty++) {
    for (let tx = 0; tx < wordsPerRow; tx++) {
      const rows = Math.min(32, size - ty * 32)
      for (let i = 0; i < 32; i++) tile[i] = i < rows ? words[(ty * 32 + i) * wordsPerRow + tx]! : 0
      for (let span = 16, mask = 0x0000ffff; span; span >>= 1, mask ^= mask << span) {
        for (let k = 0; k < 32; k = ((k | span) + 1) & ~span) {
          const low = tile[k]!
          const high = tile[k | span]!
          const swap = ((low >>> span) ^ high) & mask
          tile[k] = low ^ (swap << span)
          tile[k | span] = high ^ swap
        }
      }
      const columns = Math.min(32, size - tx * 32)
      for (let i = 0; i < columns; i++) out[(tx * 32 + i) * wordsPerRow + ty] = tile[i]!
    }
  }
  return out
}
