import type { Look } from '../src/platform/scan/browser-decode'
import type { QrMatrix } from '../src/ui/qr'
import { hasBit } from '../src/ui/qr'

/** A camera picture in grey, one byte a pixel. */
export interface Frame {
  width: number
  height: number
  grey: Uint8ClampedArray
}

interface Shot {
  matrix: QrMatrix
  /** Width of the code itself, without its quiet zone, in pixels of the picture. */
  codeWidth: number
  /** 0…1, always the next of the same sequence. */
  random: () => number
}

const WIDTH = 480
const HEIGHT = 360
const QUIET = 4
const SAMPLES = 4

/** mulberry32: small, seeded, good enough to shake a hand. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A phone held before a camera by hand: turned by up to 20°, tilted (perspective up to 8 % from edge to edge), out of focus and
 * moved (blur of 0.4–0.7 px), lit from one side, with sensor noise.
 */
export function photograph({ matrix, codeWidth, random }: Shot): Frame {
  const between = (low: number, high: number) => low + (high - low) * random()
  const angle = (between(-20, 20) * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const modules = matrix.size
  const pixelsPerModule = codeWidth / modules
  const tilt = { x: between(-0.08, 0.08) / codeWidth, y: between(-0.08, 0.08) / codeWidth }
  const centre = { x: WIDTH / 2 + between(-30, 30), y: HEIGHT / 2 + between(-20, 20) }
  const light = between(190, 245)
  const dark = between(15, 60)
  const slope = between(-0.15, 0.15)

  /** Brightness before the lens: 1 white, 0 black. */
  function paper(x: number, y: number): number {
    const dx = x - centre.x
    const dy = y - centre.y
    const depth = 1 + tilt.x * dx + tilt.y * dy
    const column = Math.floor((cos * dx + sin * dy) / depth / pixelsPerModule + modules / 2)
    const row = Math.floor((-sin * dx + cos * dy) / depth / pixelsPerModule + modules / 2)
    if (column < -QUIET || row < -QUIET || column >= modules + QUIET || row >= modules + QUIET) return 0.35
    if (column < 0 || row < 0 || column >= modules || row >= modules) return 1
    return hasBit(matrix, column, row) ? 0 : 1
  }

  const sharp = new Float32Array(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let sum = 0
      for (let i = 0; i < SAMPLES; i++) for (let j = 0; j < SAMPLES; j++) sum += paper(x + (i + 0.5) / SAMPLES, y + (j + 0.5) / SAMPLES)
      sharp[y * WIDTH + x] = sum / (SAMPLES * SAMPLES)
    }
  }
  const blurred = blur(sharp, between(0.4, 0.7))
  const noise = between(3, 7)
  const grey = new Uint8ClampedArray(WIDTH * HEIGHT)
  for (let i = 0; i < grey.length; i++) {
    const shade = 1 + slope * ((i % WIDTH) / WIDTH - 0.5)
    // The sum of three evens is near enough to a normal distribution.
    grey[i] = (dark + (light - dark) * blurred[i]!) * shade + noise * 2 * (random() + random() + random() - 1.5)
  }
  return { width: WIDTH, height: HEIGHT, grey }
}

/** Gaussian blur, first along the rows, then along the columns. */
function blur(picture: Float32Array, sigma: number): Float32Array {
  const kernel = [-2, -1, 0, 1, 2].map((at) => Math.exp((-at * at) / (2 * sigma * sigma)))
  const sum = kernel.reduce((total, weight) => total + weight, 0)
  const along = (from: Float32Array, step: number, length: number, size: number) => {
    const to = new Float32Array(from.length)
    for (let i = 0; i < from.length; i++) {
      const at = Math.floor(i / step) % length
      let value = 0
      for (let k = -2; k <= 2; k++) value += kernel[k + 2]! * from[i + (Math.max(0, Math.min(length - 1, at + k)) - at) * step]!
      to[i] = value / sum
    }
    return to.length === size ? to : from
  }
  return along(along(picture, 1, WIDTH, picture.length), WIDTH, HEIGHT, picture.length)
}

/** As a canvas hands it out. */
export function toImage({ width, height, grey }: Frame): { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> } {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let i = 0; i < grey.length; i++) {
    data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = grey[i]!
    data[4 * i + 3] = 255
  }
  return { width, height, data }
}

/** The middle of the picture, enlarged and turned, as a canvas draws it: smoothly, on white. */
export function lookAt({ width, height, grey }: Frame, { part, scale, degrees }: Look): Frame {
  const to = { width: Math.round(width * part * scale), height: Math.round(height * part * scale) }
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180) / scale, Math.sin((degrees * Math.PI) / 180) / scale]
  const pixel = (x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? 255 : grey[y * width + x]!)
  const drawn = new Uint8ClampedArray(to.width * to.height)
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const [dx, dy] = [x + 0.5 - to.width / 2, y + 0.5 - to.height / 2]
      const fromX = cos * dx + sin * dy + width / 2 - 0.5
      const fromY = cos * dy - sin * dx + height / 2 - 0.5
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      const [right, down] = [fromX - left, fromY - top]
      const upper = pixel(left, top) * (1 - right) + pixel(left + 1, top) * right
      const lower = pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right
      drawn[y * to.width + x] = upper * (1 - down) + lower * down
    }
  }
  return { ...to, grey: drawn }
}

/** Portable grey map, for decoders that are programs. */
export const toPgm = ({ width, height, grey }: Frame): Buffer => Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), new Uint8Array(grey.buffer)])
