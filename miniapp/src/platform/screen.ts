import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'

const BRIGHT = 1
let before: number | null = null

async function brighten(): Promise<void> {
  try {
    before ??= (await Taro.getScreenBrightness()).value
    await Taro.setScreenBrightness({ value: BRIGHT })
  } catch {
    // H5 cannot; the page says nothing about brightness there.
  }
  try {
    await Taro.setKeepScreenOn({ keepScreenOn: true })
  } catch {
    // see above
  }
}

async function restore(): Promise<void> {
  try {
    if (before !== null) await Taro.setScreenBrightness({ value: before })
    before = null
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
