import { fireEvent } from '@testing-library/react'
import { parseSignature, type Stroke } from '@zsb/shared/form'
import { useState } from 'react'
import { idOf, show } from '../../../../test/show'
import { draw as drawOn, layOutSheets } from '../../../../test/sign'
import { toBox } from './pen'
import { SignatureField } from './SignatureField'
import { SigningProvider } from './signing'

jest.mock('./Pad', () => jest.requireActual<object>('./Pad.h5'))

const DRAWN = '40,40 200,42;50,100 190,104;120,40 122,180;30,182 220,180;300,60 320,200 380,120'
let drawnOn: string[] = []
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
const draw = (...stroke: Stroke) => drawOn('field-sign-pad', stroke)

beforeEach(() => {
  drawnOn = layOutSheets()
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
