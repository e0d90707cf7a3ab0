import { act, render } from '@testing-library/react'
import { coverPages } from '../../test/taro'
import { useHotkeys } from './hotkeys.h5'
import { useScreenLock } from './screen-lock'

const said: string[] = []
function Desk() {
  useHotkeys({ y: () => said.push('y'), n: () => said.push('n') })
  return <input aria-label="field" />
}
const press = (key: string, target: EventTarget = document.body) => act(() => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))
const pass = (ms: number) => act(() => void jest.advanceTimersByTime(ms))

describe('letters as buttons', () => {
  let clock = 0
  beforeEach(() => {
    said.length = 0
    clock = 0
    jest.useFakeTimers()
    jest.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => clock)
  })
  afterEach(() => {
    jest.useRealTimers()
    jest.restoreAllMocks()
  })
  const type = (text: string, gapMs: number, target?: EventTarget) => {
    for (const key of text) {
      press(key, target)
      clock += gapMs
      pass(gapMs)
    }
  }

  it('do what the button does when pressed alone', () => {
    render(<Desk />)
    clock = 1000
    type('y', 500)
    expect(said).toEqual(['y'])
  })
  it('R32: are not heard in the burst of a scanner, so that the next code answers no question', () => {
    render(<Desk />)
    clock = 1000
    type('https://zsb.example/v#eyJhbGciOiJFUzI1NiJ9.eynyn', 20)
    pass(1000)
    expect(said).toEqual([])
  })
  it.each(['yhttps', 'https y'])('R32: also not as first or last letter of the burst %s', (burst) => {
    render(<Desk />)
    clock = 1000
    type(burst.replace(' ', ''), 20)
    pass(1000)
    expect(said).toEqual([])
  })
  it('are not heard by a page below another', () => {
    render(<Desk />)
    act(coverPages)
    clock = 1000
    type('y', 500)
    expect(said).toEqual([])
  })
  it('R30: are not heard under a locked screen', () => {
    render(<Desk />)
    act(() => useScreenLock.getState().lock())
    clock = 1000
    type('y', 500)
    expect(said).toEqual([])
    act(() => useScreenLock.getState().open())
    type('y', 500)
    expect(said).toEqual(['y'])
  })
  it('are not heard in a field', () => {
    const { getByLabelText } = render(<Desk />)
    clock = 1000
    type('n', 500, getByLabelText('field'))
    expect(said).toEqual([])
  })
})
