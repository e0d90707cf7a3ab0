import { fireEvent } from '@testing-library/react'
import { SIGNATURE_BOX, type Stroke } from '@zsb/shared/form'
import { idOf } from './show'

/** The document of the tests knows no pointers. */
class Pointer extends MouseEvent {
  pointerId = 1
}

/**
 * Gives the document sheets that can be signed on, half as large as the box of a signature. The test file takes the pad of the browser: `Pad.h5`.
 * @returns where the pen was, filled as it goes
 */
export function layOutSheets(): string[] {
  const drawnOn: string[] = []
  const surface = { beginPath: () => undefined, moveTo: () => undefined, stroke: () => undefined, lineTo: (x: number, y: number) => drawnOn.push(`${x} ${y}`) }
  Object.assign(window, { PointerEvent: Pointer })
  Object.assign(HTMLCanvasElement.prototype, {
    getContext: () => surface,
    setPointerCapture: () => undefined,
    hasPointerCapture: () => true,
    getBoundingClientRect: () => ({ left: 0, top: 0, width: SIGNATURE_BOX.width / 2, height: SIGNATURE_BOX.height / 2 }),
  })
  return drawnOn
}

/** Puts the pen down on a pad, along these points, and lifts it. */
export function draw(id: string, [from, ...to]: Stroke): void {
  const pad = idOf(id)
  fireEvent.pointerDown(pad, { clientX: from!.x / 2, clientY: from!.y / 2, button: 0, pointerId: 1 })
  for (const { x, y } of to) fireEvent.pointerMove(pad, { clientX: x / 2, clientY: y / 2, pointerId: 1 })
  fireEvent.pointerUp(pad, { pointerId: 1 })
}
