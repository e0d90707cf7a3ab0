import { act, render } from '@testing-library/react'
import Taro, { resetTaro } from '../../test/taro'
import { useBrightScreen } from './screen'

function CodeScreen() {
  useBrightScreen()
  return null
}
const settle = () => act(async () => undefined)
const brightness = () => Taro.setScreenBrightness.mock.calls.map((call: unknown[]) => (call[0] as { value: number }).value)

describe('the brightness of a code screen', () => {
  beforeEach(resetTaro)

  it('is the highest while it stands there, and as before when it is left', async () => {
    const { unmount } = render(<CodeScreen />)
    await settle()
    expect(brightness()).toEqual([1])
    unmount()
    await settle()
    expect(brightness()).toEqual([1, 0.4])
    expect(Taro.setKeepScreenOn).toHaveBeenLastCalledWith({ keepScreenOn: false })
  })
  it('is not raised any more when the page was left before the phone had told its own', async () => {
    let tell: (answer: { value: number }) => void = () => undefined
    Taro.getScreenBrightness.mockImplementationOnce(() => new Promise((done) => (tell = done)))
    const { unmount } = render(<CodeScreen />)
    unmount()
    tell({ value: 0.4 })
    await settle()
    expect(brightness().filter((value) => value === 1)).toEqual([])
    expect(Taro.setKeepScreenOn).toHaveBeenLastCalledWith({ keepScreenOn: false })
  })
})
