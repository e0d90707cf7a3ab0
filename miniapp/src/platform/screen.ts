import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'

const BRIGHT = 1
let before: number | null = null
/** Whether a code screen is in front now; the phone answers late, and by then it may have been left. */
let wanted = false

async function brighten(): Promise<void> {
  wanted = true
  try {
    const own = before ?? (await Taro.getScreenBrightness()).value
    if (!wanted) return
    before = own
    await Taro.setScreenBrightness({ value: BRIGHT })
  } catch {
    // The phone refuses; the code is read all the same.
  }
  try {
    if (wanted) await Taro.setKeepScreenOn({ keepScreenOn: true })
  } catch {
    // see above
  }
}

async function restore(): Promise<void> {
  wanted = false
  const value = before
  before = null
  try {
    if (value !== null) await Taro.setScreenBrightness({ value })
    await Taro.setKeepScreenOn({ keepScreenOn: false })
  } catch {
    // see brighten
  }
}

/** A code screen: as bright as the phone can, and awake; as before when it is left. */
export function useBrightScreen(): void {
  useEffect(() => {
    void brighten()
    return () => void restore()
  }, [])
  useDidShow(() => void brighten())
  useDidHide(() => void restore())
}

/** Whether this platform can change the brightness, so that a page may say that it did. */
export const canBrighten = __PLATFORM__ !== 'h5'
