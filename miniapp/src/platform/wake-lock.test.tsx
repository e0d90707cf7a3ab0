import { act, render } from '@testing-library/react'
import { useBrightScreen } from './screen.h5'

function CodeScreen() {
  useBrightScreen()
  return null
}
const settle = () => act(async () => undefined)

/** The locks a browser has given; it takes each back itself when the page is hidden. */
let locks: { released: boolean; release: jest.Mock }[]
let request: jest.Mock
const held = () => locks.filter(({ released }) => !released)

function show(state: 'visible' | 'hidden'): Promise<void> {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  if (state === 'hidden') for (const lock of locks) lock.released = true
  document.dispatchEvent(new Event('visibilitychange'))
  return settle()
}

describe('a code screen in a browser stays awake', () => {
  beforeEach(() => {
    locks = []
    request = jest.fn(async () => {
      const lock = { released: false, release: jest.fn(async () => void (lock.released = true)) }
      locks.push(lock)
      return lock
    })
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } })
  })
  afterEach(() => {
    jest.restoreAllMocks()
    Reflect.deleteProperty(navigator, 'wakeLock')
  })

  it('from its first moment until it is left', async () => {
    const { unmount } = render(<CodeScreen />)
    await settle()
    expect(request.mock.calls).toEqual([['screen']])
    expect(held()).toHaveLength(1)
    unmount()
    await settle()
    expect(held()).toEqual([])
    await show('visible')
    expect(request).toHaveBeenCalledTimes(1)
  })
  it('again when one comes back to it, and not while it is hidden', async () => {
    const { unmount } = render(<CodeScreen />)
    await settle()
    await show('hidden')
    expect(request).toHaveBeenCalledTimes(1)
    await show('visible')
    expect(request).toHaveBeenCalledTimes(2)
    expect(held()).toHaveLength(1)
    unmount()
    await settle()
    expect(held()).toEqual([])
  })
  it('and lets go of a lock that came only after it was left', async () => {
    let give: (lock: object) => void = () => undefined
    request.mockReturnValueOnce(new Promise((resolve) => (give = resolve)))
    const late = { release: jest.fn(async () => undefined) }
    render(<CodeScreen />).unmount()
    await act(async () => give(late))
    expect(late.release).toHaveBeenCalled()
  })
  it.each([
    ['knows no lock', () => Reflect.deleteProperty(navigator, 'wakeLock')],
    ['refuses it', () => request.mockRejectedValue(new DOMException('low battery', 'NotAllowedError'))],
  ])('is drawn all the same where the browser %s', async (_what, prepare) => {
    prepare()
    const { unmount } = render(<CodeScreen />)
    await settle()
    unmount()
    await settle()
    expect(held()).toEqual([])
  })
})
