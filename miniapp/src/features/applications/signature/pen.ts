import { PEN_WIDTH, SIGNATURE_BOX, type Point, type Stroke } from '@zsb/shared/form'

/** Pixels for each unit of the box: sharp on the densest screens. */
const SCALE = 2
export const CANVAS_SIZE = { width: SIGNATURE_BOX.width * SCALE, height: SIGNATURE_BOX.height * SCALE }

/** What is used of a canvas: the same in a browser and in both mini-programs. */
export interface Surface {
  lineWidth: number
  lineCap: CanvasLineCap
  lineJoin: CanvasLineJoin
  strokeStyle: string | CanvasGradient | CanvasPattern
  beginPath: () => void
  moveTo: (x: number, y: number) => void
  lineTo: (x: number, y: number) => void
  stroke: () => void
}

/** Draws a stroke from its point `from` on. */
export function drawStroke(surface: Surface, stroke: Stroke, from = 0): void {
  const [first, ...rest] = stroke.slice(from)
  if (!first) return
  surface.lineWidth = PEN_WIDTH * SCALE
  surface.lineCap = 'round'
  surface.lineJoin = 'round'
  surface.strokeStyle = '#1d2129'
  surface.beginPath()
  surface.moveTo(first.x * SCALE, first.y * SCALE)
  // A dot is a line to itself.
  for (const { x, y } of rest.length > 0 ? rest : [first]) surface.lineTo(x * SCALE, y * SCALE)
  surface.stroke()
}

/** Where a finger on the screen is in the box. */
export function toBox(at: Point, pad: { left: number; top: number; width: number; height: number }): Point {
  const along = (value: number, size: number, most: number) => Math.min(most, Math.max(0, Math.round((value / (size || 1)) * most)))
  return { x: along(at.x - pad.left, pad.width, SIGNATURE_BOX.width), y: along(at.y - pad.top, pad.height, SIGNATURE_BOX.height) }
}
