// Alipay's `my`, as far as the app uses it: other names, the same services.
const { calls, exchange, loginCode, note, settle, socketTask, storage } = require('./host.cjs')

exports.createMy = (stack, scans) => {
  const done =
    (name, value = {}) =>
    (options = {}) =>
      settle(options, () => (note(name, options), value))
  const go =
    (name) =>
    (options = {}) =>
      settle(options, () => {
        note(name, options)
        stack()[name](name === 'navigateBack' ? options.delta : options.url)
        return {}
      })
  const window = { platform: 'Android', pixelRatio: 2, windowWidth: 375, windowHeight: 812, screenWidth: 375, screenHeight: 812, statusBarHeight: 20 }
  const sockets = []
  /** Listeners are the app's, not a socket's: whoever listens hears every socket. */
  const ears = { onOpen: [], onMessage: [], onClose: [], onError: [] }
  const listen = (name) => (ear) => void ears[name].push(ear)
  return {
    SDKVersion: '2.9.0',
    getStorageSync: ({ key }) => ({ data: storage.read(key) ?? null }),
    setStorageSync: ({ key, data }) => (storage.write(key, data), { success: true }),
    removeStorageSync: ({ key }) => storage.remove(key),
    getStorageInfoSync: () => ({ keys: storage.keys(), currentSize: 1, limitSize: 10_240 }),
    getSystemInfoSync: () => window,
    getWindowInfo: () => window,
    getDeviceBaseInfo: () => ({ platform: 'Android' }),
    getAppBaseInfo: () => ({ language: 'zh-Hans', SDKVersion: '2.9.0' }),
    getLaunchOptionsSync: () => ({ path: 'pages/home/index', query: {} }),
    getEnterOptionsSync: () => ({ path: 'pages/home/index', query: {} }),
    canIUse: () => true,
    nextTick: (step) => setTimeout(step, 0),
    request: (options) => {
      settle(options, async () => {
        const { status, text, headers } = await exchange({ url: options.url, method: options.method, headers: options.headers, body: options.data })
        return { status, data: text, headers }
      })
      return { abort: () => undefined }
    },
    connectSocket: (options) => {
      const task = socketTask(options.url)
      for (const [name, listeners] of Object.entries(ears)) task[name]((event) => listeners.forEach((ear) => ear(event)))
      sockets.push(task)
      settle(options, () => ({}))
      return {}
    },
    sendSocketMessage: (options) => sockets.at(-1)?.send(options),
    closeSocket: (options) => sockets.at(-1)?.close(options),
    onSocketOpen: listen('onOpen'),
    onSocketMessage: listen('onMessage'),
    onSocketClose: listen('onClose'),
    onSocketError: listen('onError'),
    getAuthCode: (options) => settle(options, async () => ({ authCode: await loginCode() })),
    scan: (options) =>
      settle(options, () => {
        calls.push(['scan', options.hideAlbum ? 'camera' : 'picture'])
        const text = scans.shift()
        if (text === undefined) throw { error: 10, errorMessage: 'cancel' }
        return { code: text, qrCode: text }
      }),
    navigateTo: go('navigateTo'),
    redirectTo: go('redirectTo'),
    reLaunch: go('reLaunch'),
    navigateBack: go('navigateBack'),
    pageScrollTo: done('scroll'),
    setNavigationBar: done('title'),
    getScreenBrightness: done('brightness', { brightness: 0.4 }),
    setScreenBrightness: done('setBrightness'),
    setKeepScreenOn: done('awake'),
    vibrateShort: done('vibrateShort'),
    vibrateLong: done('vibrateLong'),
    makePhoneCall: done('call'),
    stopPullDownRefresh: done('refreshed'),
    getNetworkType: done('network', { networkType: 'WIFI', networkAvailable: true }),
    onNetworkStatusChange: () => undefined,
    createSelectorQuery: () => {
      const query = {
        select: () => query,
        selectAll: () => query,
        fields: () => query,
        node: () => query,
        boundingClientRect: () => query,
        exec: (f) => f?.([null]),
      }
      return query
    },
  }
}
