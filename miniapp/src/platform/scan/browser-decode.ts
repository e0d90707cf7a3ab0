/** Reads a QR code from pixels; null when there is none. */
export type Decode = (image: ImageData) => string | null

let loading: Promise<Decode> | null = null

/** Loads the decoder (36 kB) with the first camera or picture, not with the app. */
export function loadDecoder(): Promise<Decode> {
  loading ??= import(/* webpackChunkName: "qr-decode" */ 'qr/decode.js').then(
    ({ default: decodeQR }) =>
      (image) => {
        try {
          return decodeQR(image, { timeLimit: 60 }) || null
        } catch {
          return null
        }
      },
    (cause: unknown) => {
      loading = null
      throw cause
    },
  )
  return loading
}

export interface Frame {
  source: CanvasImageSource
  width: number
  height: number
}

/** One way to look at a frame: which part of it, how much enlarged, turned by how much. */
export interface Look {
  part: number
  scale: number
  degrees: number
}
/** The plain look is tried on every frame, one of the others beside it: small codes, very large ones, turned ones. */
export const LOOKS: readonly Look[] = [
  { part: 0.7, scale: 1.4, degrees: 0 },
  { part: 0.5, scale: 2, degrees: 0 },
  { part: 1, scale: 0.5, degrees: 0 },
  { part: 0.7, scale: 1, degrees: 45 },
  { part: 0.35, scale: 3, degrees: 0 },
  { part: 0.7, scale: 1.4, degrees: 22 },
]
const LONGEST_EDGE = 1280

export interface FrameReader {
  /** All looks at once, for a still picture. */
  readThoroughly: (frame: Frame) => string | null
  /** The plain look and the next of the others, for a camera. */
  readNext: (frame: Frame) => string | null
}

export function createFrameReader(decode: Decode): FrameReader {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  let turn = 0
  const look = (frame: Frame, { part, scale, degrees }: Look): string | null => {
    if (!pen || !frame.width || !frame.height) return null
    const fit = Math.min(1, LONGEST_EDGE / Math.max(frame.width, frame.height)) * scale
    const width = Math.max(1, Math.round(frame.width * part * fit))
    const height = Math.max(1, Math.round(frame.height * part * fit))
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
    pen.translate(width / 2, height / 2)
    pen.rotate((degrees * Math.PI) / 180)
    pen.drawImage(frame.source, (-frame.width * fit) / 2, (-frame.height * fit) / 2, frame.width * fit, frame.height * fit)
    return decode(pen.getImageData(0, 0, width, height))
  }
  const plain: Look = { part: 1, scale: 1, degrees: 0 }
  return {
    readThoroughly: (frame) => [plain, ...LOOKS].reduce<string | null>((found, each) => found ?? look(frame, each), null),
    readNext: (frame) => look(frame, plain) ?? look(frame, LOOKS[turn++ % LOOKS.length]!),
  }
}
