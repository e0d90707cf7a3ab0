import { err, ok, type Result } from '../result'
import { isText } from './answers'
import type { FormField } from './form-schema'
import type { FormRefusalCode } from './refusals'

/** Box that a signature 手写签名 is drawn in, in units of its own: every screen maps its pad to it. */
export const SIGNATURE_BOX = { width: 600, height: 300 } as const

export interface Point {
  x: number
  y: number
}
/** One movement of the pen 笔画, from where it is put down until it is lifted. */
export type Stroke = readonly Point[]

/** What a name takes, and no more. */
const MOST = { strokes: 200, points: 3_000 }
/** `600,300` and a blank for each point. */
const MOST_CHARACTERS = MOST.points * 8
/** Units: less than this is a dot or a slip of the finger. */
const LEAST = { extent: 40, length: 80 }
/** Units between two points that are worth keeping. */
const STEP = 3

const POINT = /^(0|[1-9]\d{0,2}),(0|[1-9]\d{0,2})$/

export type SignatureRefusal = Extract<FormRefusalCode, 'signatureShape' | 'signatureTooLong' | 'signatureTooShort'>

const distance = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y)
const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)))

function readPoint(text: string): Point | null {
  const [, x, y] = POINT.exec(text) ?? []
  const point = { x: Number(x), y: Number(y) }
  return x !== undefined && point.x <= SIGNATURE_BOX.width && point.y <= SIGNATURE_BOX.height ? point : null
}

function isTooLittle(strokes: readonly Stroke[]): boolean {
  const points = strokes.flat()
  const extentOf = (along: 'x' | 'y') => Math.max(...points.map((point) => point[along])) - Math.min(...points.map((point) => point[along]))
  const length = strokes.reduce((sum, stroke) => sum + stroke.reduce((drawn, point, i) => drawn + (i === 0 ? 0 : distance(stroke[i - 1]!, point)), 0), 0)
  return length < LEAST.length || Math.max(extentOf('x'), extentOf('y')) < LEAST.extent
}

/**
 * Reads what was drawn: numbers within the box and nothing else, so that whoever draws it anew draws nothing but lines.
 * @param text strokes between `;`, points between blanks, each `x,y`
 */
function readStrokes(text: string): Result<readonly Stroke[], SignatureRefusal> {
  if (text.length > MOST_CHARACTERS) return err('signatureTooLong')
  const strokes = text.split(';').map((stroke) => stroke.split(' ').map(readPoint))
  if (strokes.length > MOST.strokes || strokes.flat().length > MOST.points) return err('signatureTooLong')
  const read = strokes.map((stroke) => stroke.filter((point) => point !== null))
  if (read.some((stroke, i) => stroke.length < strokes[i]!.length)) return err('signatureShape')
  return ok(read)
}

/** A signature as it was sent, if it is one: a dot is none. */
export function parseSignature(text: string): Result<readonly Stroke[], SignatureRefusal> {
  const read = readStrokes(text)
  return read.ok && isTooLittle(read.value) ? err('signatureTooShort') : read
}

/** As it is sent and kept. */
export const writeSignature = (strokes: readonly Stroke[]): string =>
  strokes.map((stroke) => stroke.map(({ x, y }) => `${within(x, SIGNATURE_BOX.width)},${within(y, SIGNATURE_BOX.height)}`).join(' ')).join(';')

/** A stroke with where the pen is now; the same one where it has hardly moved. */
export function withPoint(stroke: Stroke, point: Point): Stroke {
  const last = stroke[stroke.length - 1]
  return last && distance(last, point) < STEP ? stroke : [...stroke, point]
}

/** Its lines as the path of a drawing (SVG 2, 9.3), in the units of the box. A dot is a line to itself. */
export const signaturePath = (strokes: readonly Stroke[]): string =>
  strokes.map((stroke) => stroke.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}${stroke.length === 1 ? `L${x} ${y}` : ''}`).join('')).join('')

/** Units. */
export const PEN_WIDTH = 7

/** What was drawn as a picture: an address of data that any screen draws. Nothing of the text but its numbers gets into it; null where it is none. */
export function signaturePicture(text: string): string | null {
  const read = readStrokes(text)
  if (!read.ok) return null
  const { width, height } = SIGNATURE_BOX
  const line = `<path d="${signaturePath(read.value)}" fill="none" stroke="#1d2129" stroke-width="${PEN_WIDTH}" stroke-linecap="round" stroke-linejoin="round"/>`
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${line}</svg>`)}`
}

/** Whether an answer is a signature that was drawn, not one on paper that was scanned. */
export const isDrawn = (field: FormField, value: unknown): value is string => field.kind === 'signature' && isText(value) && parseSignature(value).ok
