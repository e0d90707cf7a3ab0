import { hasBit, type Bits } from './layout'

/** Light modules around the code. Source: ISO/IEC 18004 clause 6.3.8. */
export const QUIET_MODULES = 4

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const CRC_TABLE = new Int32Array(256)
for (let n = 0; n < 256; n++) {
  let rest = n
  for (let k = 0; k < 8; k++) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1))
  CRC_TABLE[n] = rest
}

/** Writes a PNG byte by byte; numbers are big-endian. */
class Writer {
  readonly bytes: number[] = []
  number(value: number): void {
    this.bytes.push((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
  }
  chunk(type: string, data: readonly number[]): void {
    this.number(data.length)
    const from = this.bytes.length
    for (let i = 0; i < 4; i++) this.bytes.push(type.charCodeAt(i))
    for (const byte of data) this.bytes.push(byte)
    let crc = -1
    for (let i = from; i < this.bytes.length; i++) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ this.bytes[i]!) & 255]!
    this.number(~crc)
  }
}

/** One row of pixels: filter byte 0, then modules stretched `scale` times, one bit a pixel, 1 = white. */
function pixelRow(bits: Bits, y: number, scale: number): number[] {
  const modules = bits.size + 2 * QUIET_MODULES
  const bytes = new Array<number>(1 + ((modules * scale + 7) >> 3)).fill(255)
  bytes[0] = 0
  const row = y - QUIET_MODULES
  if (row < 0 || row >= bits.size) return bytes
  for (let x = 0; x < bits.size; x++) {
    if (!hasBit(bits, x, row)) continue
    if (scale === 8) {
      bytes[1 + x + QUIET_MODULES] = 0
      continue
    }
    const start = (x + QUIET_MODULES) * scale
    for (let pixel = start; pixel < start + scale; pixel++) bytes[1 + (pixel >> 3)]! &= ~(128 >> (pixel & 7))
  }
  return bytes
}

/** The lowest `count` bits in the opposite order. */
function turned(value: number, count: number): number {
  let other = 0
  for (let i = 0; i < count; i++) other |= ((value >> i) & 1) << (count - 1 - i)
  return other
}
/** For each literal its fixed code, ready to write, and how long it is (<< 9). Source: RFC 1951 clause 3.2.6. */
const LITERALS = new Uint16Array(256)
for (let byte = 0; byte < 256; byte++) LITERALS[byte] = byte < 144 ? turned(0x30 + byte, 8) | (8 << 9) : turned(0x190 + byte - 144, 9) | (9 << 9)

/**
 * Deflate with fixed codes, made for pictures whose rows repeat: each new row as literals, its repetitions as one
 * kind of match, "as far back as a row is long". Source: RFC 1951 clauses 3.2.5 and 3.2.6.
 */
class Deflater {
  readonly bytes: number[] = [0x78, 0x01]
  private buffer = 0
  private filled = 0
  private low = 1
  private high = 0

  private bits(value: number, count: number): void {
    this.buffer |= value << this.filled
    this.filled += count
    while (this.filled >= 8) {
      this.bytes.push(this.buffer & 255)
      this.buffer >>>= 8
      this.filled -= 8
    }
  }
  /** Huffman codes go in with their highest bit first. */
  private code(value: number, count: number): void {
    this.bits(turned(value, count), count)
  }
  /** Adler-32 of the same row `times` more, without walking through it again: both sums are linear. */
  private sumAgain(row: readonly number[], times: number): void {
    let plain = 0
    let weighted = 0
    for (let i = 0; i < row.length; i++) {
      plain += row[i]!
      weighted += (row.length - i) * row[i]!
    }
    for (let t = 0; t < times; t++) {
      this.high = (this.high + row.length * this.low + weighted) % 65521
      this.low = (this.low + plain) % 65521
    }
  }
  begin(): void {
    this.bits(0b011, 3)
  }
  literals(row: readonly number[]): void {
    for (const byte of row) {
      const known = LITERALS[byte]!
      this.bits(known & 511, known >> 9)
      this.low += byte
      this.high += this.low
    }
    this.low %= 65521
    this.high %= 65521
  }
  /** Repeats the row just written `times` more. */
  repeat(row: readonly number[], times: number): void {
    this.sumAgain(row, times)
    let left = row.length * times
    while (left > 0) {
      // A match is 3 to 258 bytes long: never leave one or two over.
      const length = left <= 258 ? left : Math.min(258, left - 3)
      this.length(length)
      this.distance(row.length)
      left -= length
    }
  }
  private length(length: number): void {
    if (length === 258) {
      this.code(0xc0 + 285 - 280, 8)
      return
    }
    const offset = length - 3
    const extra = offset < 8 ? 0 : 29 - Math.clz32(offset)
    const symbol = 257 + (extra === 0 ? offset : 4 * extra + (offset >> extra))
    if (symbol < 280) this.code(symbol - 256, 7)
    else this.code(0xc0 + symbol - 280, 8)
    this.bits(offset & ((1 << extra) - 1), extra)
  }
  private distance(distance: number): void {
    const offset = distance - 1
    const extra = offset < 4 ? 0 : 30 - Math.clz32(offset)
    this.code(extra === 0 ? offset : 2 * extra + (offset >> extra), 5)
    this.bits(offset & ((1 << extra) - 1), extra)
  }
  end(): readonly number[] {
    this.code(0, 7)
    if (this.filled) this.bits(0, 8 - this.filled)
    this.bytes.push(this.high >> 8, this.high & 255, this.low >> 8, this.low & 255)
    return this.bytes
  }
}

/** The code with its quiet zone as a 1-bit grey PNG; no canvas, no zlib. */
export function toPng(bits: Bits, { scale = 8 }: { scale?: number } = {}): number[] {
  const modules = bits.size + 2 * QUIET_MODULES
  const edge = modules * scale
  const picture = new Deflater()
  picture.begin()
  for (let y = 0; y < modules; y++) {
    const row = pixelRow(bits, y, scale)
    picture.literals(row)
    picture.repeat(row, scale - 1)
  }
  const png = new Writer()
  png.bytes.push(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const header = new Writer()
  header.number(edge)
  header.number(edge)
  header.bytes.push(1, 0, 0, 0, 0) // one bit, grey, no interlacing
  png.chunk('IHDR', header.bytes)
  png.chunk('IDAT', picture.end())
  png.chunk('IEND', [])
  return png.bytes
}

/** `toPng` for an <Image>. */
export function toPngDataUri(bits: Bits, options?: { scale?: number }): string {
  const bytes = toPng(bits, options)
  let text = 'data:image/png;base64,'
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]]
    text += BASE64[a >> 2]! + BASE64[((a & 3) << 4) | ((b ?? 0) >> 4)]!
    text += b === undefined ? '=' : BASE64[((b & 15) << 2) | ((c ?? 0) >> 6)]!
    text += c === undefined ? '=' : BASE64[c & 63]!
  }
  return text
}
