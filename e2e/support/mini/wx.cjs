// WeChat's `wx`, as far as the app uses it.
const { calls, exchange, loginCode, note, ok, settle, socketTask, storage } = require('./host.cjs')

/** @param {() => ReturnType<import('./host.cjs').createStack>} stack */
exports.createWx = (stack, scans) => {
  const done =
    (name, value) =>
    (options = {}) =>
      settle(options, () => (note(name, options), ok(value)))
  const go =
    (name) =>
    (options = {}) =>
      settle(options, () => {
        note(name, options)
        stack()[name](name === 'navigateBack' ? options.delta : options.url)
        return ok()
      })
  const window = { pixelRatio: 2, windowWidth: 375, windowHeight: 812, screenWidth: 375, screenHeight: 812, statusBarHeight: 20 }
  return {
    getStorageSync: (key) => storage.read(key) ?? '',
    setStorageSync: storage.write,
    removeStorageSync: storage.remove,
    getStorageInfoSync: () => ({ keys: storage.keys(), currentSize: 1, limitSize: 10_240 }),
    getSystemInfoSync: () => ({ ...window, platform: 'android', SDKVersion: '3.8.0', language: 'zh_CN' }),
    getWindowInfo: () => window,
    getDeviceInfo: () => ({ platform: 'android' }),
    getAppBaseInfo: () => ({ SDKVersion: '3.8.0', language: 'zh_CN' }),
    getMenuButtonBoundingClientRect: () => ({ top: 26, left: 281, right: 368, bottom: 58, width: 87, height: 32 }),
    getLaunchOptionsSync: () => ({ path: 'pages/home/index', query: {} }),
    getEnterOptionsSync: () => ({ path: 'pages/home/index', query: {} }),
    canIUse: () => true,
    nextTick: (step) => setTimeout(step, 0),
    request: (options) => {
      settle(options, async () => {
        const { status, text, headers } = await exchange({ url: options.url, method: options.method, headers: options.header, body: options.data })
        return ok({ statusCode: status, data: text, header: headers })
      })
      return { abort: () => undefined }
    },
    connectSocket: (options) => {
      const task = socketTask(options.url)
      settle(options, () => ok())
      return task
    },
    login: (options) => settle(options, async () => ok({ code: await loginCode() })),
    scanCode: (options) =>
      settle(options, () => {
        calls.push(['scanCode', options.onlyFromCamera ? 'camera' : 'picture'])
        const text = scans.shift()
        if (text === undefined) throw { errMsg: 'scanCode:fail cancel' }
        return ok({ result: text, scanType: 'QR_CODE' })
      }),
    navigateTo: go('navigateTo'),
    redirectTo: go('redirectTo'),
    reLaunch: go('reLaunch'),
    navigateBack: go('navigateBack'),
    setNavigationBarTitle: done('title'),
    getScreenBrightness: done('brightness', { value: 0.4 }),
    setScreenBrightness: done('setBrightness'),
    setKeepScreenOn: done('awake'),
    vibrateShort: done('vibrateShort'),
    vibrateLong: done('vibrateLong'),
    makePhoneCall: done('call'),
    navigateToMiniProgram: done('miniProgram'),
    stopPullDownRefresh: done('refreshed'),
    getNetworkType: done('network', { networkType: 'wifi' }),
    onNetworkStatusChange: () => undefined,
    onNeedPrivacyAuthorization: () => undefined,
    requirePrivacyAuthorize: (options) => settle(options, () => ok()),
    createSelectorQuery: () => {
      const query = {
        in: () => query,
        select: () => query,
        selectAll: () => query,
        fields: () => query,
        boundingClientRect: () => query,
        exec: (f) => f?.([null]),
      }
      return query
    },
  }
}
