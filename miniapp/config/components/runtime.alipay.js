// What Taro's own runtime file for Alipay does, without its list of components: loader.js has the list.
import { hostConfig } from '@tarojs/plugin-platform-alipay/dist/runtime-utils'
import { mergeReconciler } from '@tarojs/shared'

// Alipay on a phone has navigator.swuserAgent only.
const { userAgent } = navigator
Object.defineProperty(navigator, 'userAgent', {
  configurable: true,
  enumerable: true,
  get: () => userAgent || navigator.swuserAgent || '',
})
mergeReconciler(hostConfig)
