import { fireEvent } from '@testing-library/react'
import { parseSignature, SIGNATURE_BOX, type Stroke } from '@zsb/shared/form'
import { useState } from 'react'
import { idOf, show } from '../../../../test/show'
import { toBox } from './pen'
import { SignatureField } from './SignatureField'
import { SigningProvider } from './signing'

jest.mock('./Pad', () => jest.requireActual<object>('./Pad.h5'))

const DRAWN = '40,40 200,42;50,100 190,104;120,40 122,180;30,182 220,180;300,60 320,200 380,120'
const drawnOn: string[] = []
let value = ''
function Signing({ first }: { first: string }) {
  const [signed, sign] = useState(first)
  value = signed
  return (
    <SigningProvider value={{ on: 'phone', caseId: '01CASE' }}>
      <SignatureField id="field-sign" label="签名" value={signed} onChange={sign} onLeave={() => undefined} />
    </SigningProvider>
  )
}
const open = (first = '') => {
  show(<Signing first={first} />)
}
const draw = (...[from, ...to]: Stroke) => {
  const pad = idOf('field-sign-pad')
  fireEvent.pointerDown(pad, { clientX: from!.x / 2, clientY: from!.y / 2, button: 0, pointerId: 1 })
  for (const { x, y } of to) fireEvent.pointerMove(pad, { clientX: x / 2, clientY: y / 2, pointerId: 1 })
  fireEvent.pointerUp(pad, { pointerId: 1 })
}

/** The document of the tests knows no pointers. */
class Pointer extends MouseEvent {
  pointerId = 1
}

beforeEach(() => {
  Object.assign(window, { PointerEvent: Pointer })
  drawnOn.length = 0
  const surface = { beginPath: () => undefined, moveTo: () => undefined, stroke: () => undefined, lineTo: (x: number, y: number) => drawnOn.push(`${x} ${y}`) }
  Object.assign(HTMLCanvasElement.prototype, {
    getContext: () => surface,
    setPointerCapture: () => undefined,
    hasPointerCapture: () => true,
    getBoundingClientRect: () => ({ left: 0, top: 0, width: SIGNATURE_BOX.width / 2, height: SIGNATURE_BOX.height / 2 }),
  })
})

describe('signing by hand 手写签名', () => {
  it('keeps each stroke, as it stands on the sheet', () => {
    open()
    expect(idOf('field-sign-pad').getAttribute('aria-label')).toContain('手写签名框')
    draw({ x: 40, y: 40 }, { x: 200, y: 42 })
    draw({ x: 120, y: 40 }, { x: 122, y: 180 })
    expect(value).toBe('40,40 200,42;120,40 122,180')
    expect(parseSignature(value).ok).toBe(true)
    expect(drawnOn).toContain('400 84')
  })
  it('a dot stays as it was drawn until it is cleared', () => {
    open()
    draw({ x: 300, y: 150 })
    expect(value).toBe('300,150')
    fireEvent.click(idOf('field-sign-clear'))
    expect(value).toBe('')
    draw({ x: 40, y: 40 }, { x: 200, y: 42 })
    expect(value).toBe('40,40 200,42')
  })
  it('what was signed before is shown, and can be given again', () => {
    open(DRAWN)
    expect(idOf('field-sign-signed').getAttribute('src')).toContain('data:image/svg+xml')
    fireEvent.click(idOf('field-sign-clear'))
    expect(value).toBe('')
    expect(idOf('field-sign-pad')).toBeTruthy()
  })
  it('who cannot draw is shown the way to a window', () => {
    open()
    expect(idOf('field-sign-at-window').textContent).toContain('到窗口签')
  })
  it('a finger that leaves the box stays at its edge', () => {
    expect(toBox({ x: 900, y: -20 }, { left: 0, top: 0, width: 300, height: 150 })).toEqual({ x: 600, y: 0 })
  })
})
