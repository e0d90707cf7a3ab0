import { capacityOf, type Ecc } from './tables'

/** Product in GF(256) with x⁸+x⁴+x³+x²+1. Source: ISO/IEC 18004 clause 7.5.2. */
function multiply(a: number, b: number): number {
  let product = 0
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    if ((b >> i) & 1) product ^= a
  }
  return product
}

/** Coefficients of the generator polynomial after the leading 1. */
function generator(degree: number): Uint8Array {
  const terms = new Uint8Array(degree)
  terms[degree - 1] = 1
  let root = 1
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) {
      terms[j] = multiply(terms[j]!, root)
      if (j + 1 < degree) terms[j]! ^= terms[j + 1]!
    }
    root = multiply(root, 2)
  }
  return terms
}

/** For each value of the leading byte what it adds to the remainder, four bytes a word: one step a byte instead of one a coefficient. */
interface Divider {
  degree: number
  wordsPerRow: number
  /** Signed: what is larger than a small integer would be an object of its own without a JIT. */
  table: Int32Array
}
const dividers = new Map<number, Divider>()

function dividerOf(degree: number): Divider {
  let divider = dividers.get(degree)
  if (divider) return divider
  const wordsPerRow = (degree + 3) >> 2
  const table = new Int32Array(256 * wordsPerRow)
  const terms = generator(degree)
  for (let bit = 1; bit < 256; bit <<= 1) {
    for (let j = 0; j < degree; j++) table[bit * wordsPerRow + (j >> 2)]! |= multiply(terms[j]!, bit) << (24 - 8 * (j & 3))
    // A sum of fields is linear: the row of (bit + lower) is the sum of both rows.
    for (let lower = 1; lower < bit; lower++) {
      for (let k = 0; k < wordsPerRow; k++) table[(bit + lower) * wordsPerRow + k] = table[bit * wordsPerRow + k]! ^ table[lower * wordsPerRow + k]!
    }
  }
  divider = { degree, wordsPerRow, table }
  dividers.set(degree, divider)
  return divider
}

const rest = new Int32Array(8)

/** Check words of data[from, to) into out[at…], `step` apart. */
function writeRemainder({
  divider,
  data,
  from,
  to,
  out,
  at,
  step,
}: {
  divider: Divider
  data: Uint8Array
  from: number
  to: number
  out: Uint8Array
  at: number
  step: number
}): void {
  const { wordsPerRow, table, degree } = divider
  if (wordsPerRow === 5) divideByFive(table, data, from, to)
  else divide(divider, data, from, to)
  for (let j = 0; j < degree; j++) out[at + j * step] = rest[j >> 2]! >>> (24 - 8 * (j & 3))
}

/** Leaves the remainder of data[from, to) in `rest`. */
function divide({ wordsPerRow, table }: Divider, data: Uint8Array, from: number, to: number): void {
  rest.fill(0)
  const last = wordsPerRow - 1
  for (let i = from; i < to; i++) {
    let row = (data[i]! ^ (rest[0]! >>> 24)) * wordsPerRow
    for (let k = 0; k < last; k++) rest[k] = ((rest[k]! << 8) | (rest[k + 1]! >>> 24)) ^ table[row++]!
    rest[last] = (rest[last]! << 8) ^ table[row]!
  }
}

/** The same for 17 to 20 check words, among them those of our codes (10-L and 11-L): five variables cost half of an array without a JIT. */
function divideByFive(table: Int32Array, data: Uint8Array, from: number, to: number): void {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  for (let i = from; i < to; i++) {
    const row = (data[i]! ^ (a >>> 24)) * 5
    a = (a << 8) ^ (b >>> 24) ^ table[row]!
    b = (b << 8) ^ (c >>> 24) ^ table[row + 1]!
    c = (c << 8) ^ (d >>> 24) ^ table[row + 2]!
    d = (d << 8) ^ (e >>> 24) ^ table[row + 3]!
    e = (e << 8) ^ table[row + 4]!
  }
  rest[0] = a
  rest[1] = b
  rest[2] = c
  rest[3] = d
  rest[4] = e
}

/** Data with check words, blocks interleaved. Source: ISO/IEC 18004 clause 7.6. */
export function interleave(data: Uint8Array, version: number, ecc: Ecc): Uint8Array {
  const { blocks, checkWords, totalWords, dataWords } = capacityOf(version, ecc)
  const divider = dividerOf(checkWords)
  const out = new Uint8Array(totalWords)
  const shortLength = Math.floor(dataWords / blocks)
  const shortBlocks = blocks - (dataWords % blocks)
  let from = 0
  for (let block = 0; block < blocks; block++) {
    const to = from + shortLength + (block < shortBlocks ? 0 : 1)
    for (let i = 0, at = block; i < shortLength; i++, at += blocks) out[at] = data[from + i]!
    if (block >= shortBlocks) out[shortLength * blocks + block - shortBlocks] = data[to - 1]!
    writeRemainder({ divider, data, from, to, out, at: dataWords + block, step: blocks })
    from = to
  }
  return out
}
