// What Taro's own runtime file for WeChat does, without its list of components: loader.js has the list.
import { hostConfig } from '@tarojs/plugin-platform-weapp/dist/runtime-utils'
import { mergeReconciler } from '@tarojs/shared'

mergeReconciler(hostConfig)
