/**
 * Double of @tarojs/taro for jest: storage in memory, jest.fn() for whatever leaves the app.
 * `answerWith` prepares the API: `answerWith({ 'GET /api/v1/licences': { status: 200, body: {…} } })`; an unexpected request fails the test.
 */
import { useEffect } from 'react'

const stored = new Map<string, unknown>()

export interface PreparedAnswer {
  status?: number
  body?: unknown
  headers?: Record<string, string>
  /** Instead of an answer: as a phone reports no network. */
  fails?: string
}
type Answers = Record<string, PreparedAnswer | ((ask: Asked) => PreparedAnswer | Promise<PreparedAnswer>)>
export interface Asked {
  url: string
  method: string
  data: unknown
  header: Record<string, string>
}
let answers: Answers = {}
export const asked: Asked[] = []
/** What was sent to an address. */
export const posted = (url: string): Asked[] => asked.filter((each) => each.method === 'POST' && each.url === url)

export function answerWith(prepared: Answers): void {
  answers = prepared
}
/** Forgets storage, answers and calls. */
export function resetTaro(): void {
  files.clear()
  stored.clear()
  answers = {}
  asked.length = 0
  askPrivacy = null
  pages = [{ route: 'pages/home/index' }]
  jest.clearAllMocks()
}

let pages: { route: string }[] = [{ route: 'pages/home/index' }]
export const openPages = (routes: string[]): void => {
  pages = routes.map((route) => ({ route }))
}

const request = jest.fn((options: { url: string; method?: string; data?: unknown; header?: Record<string, string> }) => {
  const method = options.method ?? 'GET'
  const data: unknown = typeof options.data === 'string' ? JSON.parse(options.data) : options.data
  const ask: Asked = { url: options.url, method, data, header: options.header ?? {} }
  asked.push(ask)
  const path = options.url.split('?')[0]!
  const found = answers[`${method} ${options.url}`] ?? answers[`${method} ${path}`]
  const promise = (async () => {
    if (!found) throw new Error(`no answer prepared for ${method} ${options.url}`)
    const prepared = typeof found === 'function' ? await found(ask) : found
    if (prepared.fails) throw { errMsg: prepared.fails }
    return {
      statusCode: prepared.status ?? 200,
      data: prepared.body === undefined ? '' : JSON.stringify(prepared.body),
      header: { date: new Date().toUTCString(), ...prepared.headers },
      errMsg: 'ok',
    }
  })()
  return Object.assign(promise, { abort: jest.fn() })
})

type PrivacyListener = (resolve: (answer: { event: 'agree' | 'disagree'; buttonId?: string }) => void) => void
let askPrivacy: PrivacyListener | null = null
/** As WeChat does when a button of its own kind is tapped before the guide was agreed to. */
export const raisePrivacy: PrivacyListener = (resolve) => askPrivacy?.(resolve)

/** Files that the app wrote, by their path. */
export const files = new Map<string, string>()
interface FileCall {
  filePath: string
  data: string
  success?: () => void
}
interface ReadCall {
  filePath: string
  position?: number
  length?: number
  success: (read: { data: ArrayBuffer }) => void
  fail: (cause: unknown) => void
}
const fileSystem = {
  writeFile: ({ filePath, data, success }: FileCall) => {
    files.set(filePath, data)
    success?.()
  },
  unlink: ({ filePath }: FileCall) => void files.delete(filePath),
  readdir: ({ dirPath, success }: { dirPath: string; success: (read: { files: string[] }) => void }) =>
    success({ files: [...files.keys()].filter((path) => path.startsWith(`${dirPath}/`)).map((path) => path.slice(dirPath.length + 1)) }),
  readFile: ({ filePath, position = 0, length, success, fail }: ReadCall) => {
    const text = files.get(filePath)
    if (text === undefined) return fail({ errMsg: 'readFile:fail no such file' })
    // In an array buffer of this realm, as a phone gives it.
    success({ data: Uint8Array.from(Buffer.from(text, 'latin1').subarray(position, length === undefined ? undefined : position + length)).buffer })
  },
}

const done = () => Promise.resolve({ errMsg: 'ok' })
const Taro = {
  getStorageSync: (key: string) => stored.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void stored.set(key, value),
  removeStorageSync: (key: string) => void stored.delete(key),
  getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
  request,
  navigateTo: jest.fn(done),
  redirectTo: jest.fn(done),
  reLaunch: jest.fn(done),
  navigateBack: jest.fn(done),
  getCurrentPages: () => pages,
  setNavigationBarTitle: jest.fn(done),
  getWindowInfo: () => ({ statusBarHeight: 20, windowWidth: 375, windowHeight: 812, pixelRatio: 2 }),
  getMenuButtonBoundingClientRect: () => ({ top: 26, left: 281, right: 368, bottom: 58, width: 87, height: 32 }),
  scanCode: jest.fn(),
  vibrateShort: jest.fn(done),
  vibrateLong: jest.fn(done),
  makePhoneCall: jest.fn(done),
  setScreenBrightness: jest.fn(done),
  getScreenBrightness: jest.fn(() => Promise.resolve({ value: 0.4 })),
  setKeepScreenOn: jest.fn(done),
  getNetworkType: jest.fn(() => Promise.resolve({ networkType: 'wifi' })),
  onNetworkStatusChange: jest.fn(),
  env: { USER_DATA_PATH: 'wxfile://usr' },
  getFileSystemManager: jest.fn(() => fileSystem),
  openDocument: jest.fn(done),
  previewImage: jest.fn(done),
  chooseMedia: jest.fn((): Promise<unknown> => Promise.reject({ errMsg: 'chooseMedia:fail cancel' })),
  chooseImage: jest.fn((): Promise<unknown> => Promise.reject({ error: 11 })),
  chooseMessageFile: jest.fn((): Promise<unknown> => Promise.reject({ errMsg: 'chooseMessageFile:fail cancel' })),
  setClipboardData: jest.fn(done),
  pageScrollTo: jest.fn(done),
  showToast: jest.fn(done),
  stopPullDownRefresh: jest.fn(),
  login: jest.fn(() => Promise.resolve({ code: 'test-code' })),
  connectSocket: jest.fn(),
  openSetting: jest.fn((): Promise<{ authSetting: Record<string, boolean> }> => Promise.resolve({ authSetting: {} })),
  openPrivacyContract: jest.fn(),
  onNeedPrivacyAuthorization: jest.fn((listener: PrivacyListener) => void (askPrivacy = listener)),
  /** As WeChat: agreed before goes on at once, otherwise the listener is asked and its answer decides. */
  requirePrivacyAuthorize: jest.fn(({ success, fail }: { success: () => void; fail: () => void }) => {
    if (!askPrivacy) return success()
    askPrivacy(({ event }) => (event === 'agree' ? success() : fail()))
  }),
}
export default Taro

let routeParams: Record<string, string> = {}
export const setRouteParams = (params: Record<string, string>): void => {
  routeParams = params
}
export const useRouter = () => ({ params: routeParams })
export const useLoad = (run: (params: Record<string, string>) => void) => useEffect(() => run(routeParams), []) // eslint-disable-line react-hooks/exhaustive-deps
export const useLaunch = (run: () => void) => useEffect(run, []) // eslint-disable-line react-hooks/exhaustive-deps
const shows = new Set<() => void>()
export const useDidShow = (run: () => void): void =>
  useEffect(() => {
    shows.add(run)
    return () => void shows.delete(run)
  })
/** The rendered pages come to the front: at their opening, as the host does, and whenever what covered them is closed. */
export const showPages = (): void => shows.forEach((run) => run())
const hides = new Set<() => void>()
export const useDidHide = (run: () => void): void =>
  useEffect(() => {
    hides.add(run)
    return () => void hides.delete(run)
  })
/** Another page is opened on top of those that are rendered. */
export const coverPages = (): void => hides.forEach((run) => run())
export const useReady = (_run: () => void): void => undefined
export const useUnload = (_run: () => void): void => undefined
let onPullDown: () => void = () => undefined
export const usePullDownRefresh = (run: () => void): void => {
  onPullDown = run
}
/** Pulls the page down, as far as it asks again. */
export const pullDown = (): void => onPullDown()
export const useReachBottom = (_run: () => void): void => undefined
