import Taro from '@tarojs/taro'

/** Room for the navigation row above what is shown. */
const ABOVE_PX = 72

/** Brings a part of the page into sight: the first field that is wrong. A mini-program cannot be told which input has the caret. */
export const showField = (id: string): void =>
  void Promise.resolve(Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -ABOVE_PX, duration: 0 })).catch(() => undefined)
