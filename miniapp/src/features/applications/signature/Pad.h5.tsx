import { withPoint, type Point, type Stroke } from '@zsb/shared/form'
import { useRef, type PointerEvent } from 'react'
import { CANVAS_SIZE, drawStroke, toBox } from './pen'

export interface PadProps {
  id: string
  label: string
  /** The pen was lifted. */
  onStroke: (stroke: Stroke) => void
}

/** A sheet to draw on with finger, pen or mouse: what was drawn stays on it until it is put away. */
export function Pad({ id, label, onStroke }: PadProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const stroke = useRef<Stroke | null>(null)
  const pointOf = ({ clientX: x, clientY: y }: PointerEvent): Point => toBox({ x, y }, canvas.current!.getBoundingClientRect())
  const goOn = (event: PointerEvent) => {
    const before = stroke.current ?? []
    const after = withPoint(before, pointOf(event))
    if (after === before) return
    stroke.current = after
    const surface = canvas.current?.getContext('2d')
    if (surface) drawStroke(surface, after, Math.max(0, before.length - 1))
  }
  const lift = () => {
    if (stroke.current) onStroke(stroke.current)
    stroke.current = null
  }
  return (
    <canvas
      ref={canvas}
      id={id}
      className="z-signature-sheet z-signature-pad"
      role="img"
      aria-label={label}
      width={CANVAS_SIZE.width}
      height={CANVAS_SIZE.height}
      onPointerDown={(event) => {
        // The right button and a second finger draw nothing.
        if (event.button !== 0 || stroke.current) return
        event.currentTarget.setPointerCapture(event.pointerId)
        stroke.current = []
        goOn(event)
      }}
      onPointerMove={(event) => {
        if (stroke.current && event.currentTarget.hasPointerCapture(event.pointerId)) goOn(event)
      }}
      onPointerUp={lift}
      onPointerCancel={lift}
    />
  )
}
