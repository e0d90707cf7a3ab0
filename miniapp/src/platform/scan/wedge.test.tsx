import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { coverPages } from '../../../test/taro'
import { useKeyboardScanner } from './wedge.h5'

const CODE = 'https://zsb.example/v#eyJ0.AbC-9_x'
const PLACES: Record<string, string> = { ':': 'Semicolon', '/': 'Slash', '.': 'Period', '-': 'Minus', _: 'Minus', '#': 'Digit3' }
const placeOf = (character: string) => PLACES[character] ?? (/\d/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`)

const heard: string[] = []
function Desk({ listening }: { listening?: boolean }) {
  const [name, setName] = useState('王')
  useKeyboardScanner((code) => heard.push(code), listening)
  return (
    <form onSubmit={() => heard.push('the form was sent')}>
      <input aria-label="name" value={name} onChange={(event) => setName(event.target.value)} />
      <button>ok</button>
    </form>
  )
}

describe('a USB keyboard scanner on a page', () => {
  let clock = 1000
  beforeEach(() => {
    heard.length = 0
    composition = ''
    jest.useFakeTimers()
    jest.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => clock)
  })
  afterEach(() => {
    jest.useRealTimers()
    jest.restoreAllMocks()
  })

  let composition = ''
  const write = (target: HTMLInputElement, text: string) => fireEvent.input(target, { target: { value: target.value + text } })
  const endComposition = ({ target }: Event) => {
    if (composition) write(target as HTMLInputElement, composition)
    composition = ''
  }
  /** One key as a browser sends it: the text goes into the focused field unless the page prevents it. */
  const strike = (character: string, { gapMs, ime = false }: { gapMs: number; ime?: boolean }) => {
    const target = document.activeElement ?? document.body
    const goesOn = fireEvent.keyDown(target, {
      key: ime ? 'Process' : character === '\n' ? 'Enter' : character,
      code: character === '\n' ? 'Enter' : placeOf(character),
      keyCode: ime ? 229 : 0,
      isComposing: ime,
      shiftKey: /[A-Z:_#]/.test(character),
    })
    // An input method has the key before the page: its text waits in the composition and is in the field when that ends.
    if (ime) composition += character
    else if (target instanceof HTMLInputElement && character !== '\n' && goesOn) write(target, character)
    if (target instanceof HTMLInputElement && character === '\n' && goesOn) fireEvent.submit(target.form!)
    clock += gapMs
    act(() => void jest.advanceTimersByTime(gapMs))
  }
  const scan = (text: string, ime = false) => [...text, '\n'].forEach((character) => strike(character, { gapMs: 8, ime: ime && character !== '\n' }))
  const field = () => screen.getByLabelText<HTMLInputElement>('name')

  it('is heard with nothing focused', () => {
    render(<Desk />)
    scan(CODE)
    expect(heard).toEqual([CODE])
  })
  it('is heard while a field has the focus; the field keeps what the person wrote, and no form is sent', () => {
    render(<Desk />)
    act(() => field().focus())
    scan(CODE)
    expect(heard).toEqual([CODE])
    expect(field().value).toBe('王')
    expect(document.activeElement).toBe(field())
  })
  it('is heard while a button has the focus, and does not press it', () => {
    render(<Desk />)
    act(() => screen.getByText('ok').focus())
    scan(CODE)
    expect(heard).toEqual([CODE])
  })
  it('is heard with a Chinese input method on; what that made of it leaves the field again', () => {
    render(<Desk />)
    act(() => field().focus())
    field().addEventListener('blur', endComposition)
    scan(CODE, true)
    expect(heard).toEqual([CODE])
    expect(composition).toBe('')
    expect(field().value).toBe('王')
    expect(document.activeElement).toBe(field())
  })
  it('leaves a person alone who types with an input method', () => {
    render(<Desk />)
    act(() => field().focus())
    for (const character of 'xiaomei') strike(character, { gapMs: 140, ime: true })
    expect(heard).toEqual([])
    expect(composition).toBe('xiaomei')
    expect(document.activeElement).toBe(field())
  })
  it('is heard by the page on top alone: one below neither takes the code nor keeps its keys', () => {
    render(<Desk />)
    act(coverPages)
    scan(CODE)
    expect(heard).toEqual([])
  })
  it('is not heard while the page does not listen', () => {
    render(<Desk listening={false} />)
    scan(CODE)
    expect(heard).toEqual([])
  })
})
