import { act, render } from '@testing-library/react'
import { useRowKeys } from './row-keys.h5'

const opened: string[] = []
function Rows() {
  useRowKeys('row')
  return (
    <>
      <input aria-label="field" />
      {['row-1', 'row-2'].map((id) => (
        <button key={id} id={id} type="button" onClick={() => opened.push(id)} />
      ))}
    </>
  )
}
const press = (key: string) =>
  act(() => void (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
const focused = () => document.activeElement?.id

describe('arrows in a list of rows', () => {
  it('move from row to row and stop at its ends', () => {
    render(<Rows />)
    press('ArrowDown')
    expect(focused()).toBe('row-1')
    press('ArrowDown')
    expect(focused()).toBe('row-2')
    press('ArrowDown')
    expect(focused()).toBe('row-2')
    press('ArrowUp')
    expect(focused()).toBe('row-1')
  })
  it('are left to a field somebody types in', () => {
    const { getByLabelText } = render(<Rows />)
    getByLabelText('field').focus()
    press('ArrowDown')
    expect(focused()).toBe('')
  })
  it('are left alone while a dialog stands there', () => {
    render(
      <>
        <Rows />
        <div role="dialog" />
      </>,
    )
    press('ArrowDown')
    expect(focused()).toBe('')
  })
})
