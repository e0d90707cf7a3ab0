import { Canvas } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { withPoint, type Point, type Stroke } from '@zsb/shared/form'
import { useRef, type ComponentProps } from 'react'
import { a11y } from '@/ui'
import { CANVAS_SIZE, drawStroke, toBox, type Surface } from './pen'

export interface PadProps {
  id: string
  label: string
  /** The pen was lifted. */
  onStroke: (stroke: Stroke) => void
}
interface CanvasNode {
  width: number
  height: number
  getContext: (kind: '2d') => Surface
}
type Found = [canvas: { node?: CanvasNode } | null, box: { width: number; height: number } | null]
type Touched = Parameters<NonNullable<ComponentProps<typeof Canvas>['onTouchMove']>>[0]

/** A sheet to draw on with the finger. What it is drawn on is asked for when the finger is put down; until the answer comes the points wait. */
export function Pad({ id, label, onStroke }: PadProps) {
  const sheet = useRef<{ surface: Surface | null; width: number; height: number } | null>(null)
  const node = useRef<CanvasNode | null>(null)
  /** Places on the canvas that are not drawn yet. */
  const waiting = useRef<Point[]>([])
  const stroke = useRef<Stroke>([])
  const isLifted = useRef(false)

  const find = () => {
    const query = Taro.createSelectorQuery()
    // Alipay knows no `fields`.
    query.select(`#${id}`).node()
    query.select(`#${id}`).boundingClientRect()
    query.exec(([canvas, box]: Found) => {
      if (!box) return
      if (canvas?.node && canvas.node !== node.current) {
        node.current = canvas.node
        // Setting its size wipes it.
        Object.assign(canvas.node, CANVAS_SIZE)
      }
      sheet.current = { surface: node.current?.getContext('2d') ?? null, width: box.width, height: box.height }
      catchUp()
    })
  }
  const catchUp = () => {
    const on = sheet.current
    if (!on) return
    const before = stroke.current
    const pad = { left: 0, top: 0, width: on.width, height: on.height }
    stroke.current = waiting.current.reduce<Stroke>((drawn, point) => withPoint(drawn, toBox(point, pad)), before)
    waiting.current = []
    if (on.surface && stroke.current !== before) drawStroke(on.surface, stroke.current, Math.max(0, before.length - 1))
    if (!isLifted.current) return
    isLifted.current = false
    if (stroke.current.length > 0) onStroke(stroke.current)
    stroke.current = []
  }
  const note = ({ touches }: Touched) => {
    const [touch] = touches
    if (touch) waiting.current.push({ x: touch.x, y: touch.y })
    catchUp()
  }
  const lift = () => {
    isLifted.current = true
    catchUp()
  }
  return (
    <Canvas
      type="2d"
      id={id}
      canvasId={id}
      className="z-signature-sheet"
      disableScroll
      onTouchStart={(event) => {
        sheet.current = null
        waiting.current = []
        stroke.current = []
        isLifted.current = false
        note(event)
        find()
      }}
      onTouchMove={note}
      onTouchEnd={lift}
      onTouchCancel={lift}
      {...a11y({ role: 'img', label })}
    />
  )
}
