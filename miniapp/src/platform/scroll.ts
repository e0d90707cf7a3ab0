import Taro from '@tarojs/taro'

/** To the top of the page at once, where what has just come stands. */
export const scrollToTop = (): void => void Promise.resolve(Taro.pageScrollTo({ scrollTop: 0, duration: 0 })).catch(() => undefined)
