// What WeChat's `wx` and Alipay's `my` have in common: storage, network, the page stack, and calls that only have to succeed.
const { askOutside, openSocket } = require('./wire.cjs')

const stored = new Map()
/** Calls of the app that left a mark, for assertions: [name, detail]. */
const calls = []
exports.calls = calls
exports.storage = {
  read: (key) => stored.get(key),
  write: (key, value) => void stored.set(key, value),
  remove: (key) => void stored.delete(key),
  keys: () => [...stored.keys()],
}

/** What a call was about, in one value. */
const mark = ({ url, title, keepScreenOn, value, brightness }) => url ?? title ?? keepScreenOn ?? value ?? brightness ?? null
exports.note = (name, options) => void calls.push([name, mark(options)])

/** Answers the platforms' callbacks and gives the promise that newer versions return. */
exports.settle = (options, work) => {
  const promise = Promise.resolve().then(work)
  promise.then(
    (value) => (options?.success?.(value), options?.complete?.(value)),
    (cause) => (options?.fail?.(cause), options?.complete?.(cause)),
  )
  if (options?.success || options?.fail || options?.complete) promise.catch(() => undefined)
  return promise
}
exports.ok = (value) => ({ errMsg: 'ok', ...value })

/** One exchange with the API, made by the walk. @returns {Promise<{ status: number, text: string, headers: Record<string, string> }>} */
exports.exchange = async ({ url, method, headers, body }) => {
  const answer = await askOutside('request', { url, method: method ?? 'GET', headers: headers ?? {}, body })
  if (answer.failed) throw { errMsg: `request:fail ${answer.failed}` }
  return answer
}
exports.loginCode = () => askOutside('login', {})

/** A SocketTask of WeChat on a socket of the walk. */
exports.socketTask = (url) => {
  const ears = { open: [], message: [], close: [], error: [] }
  let opened = false
  const socket = openSocket(url, ({ event, data }) => {
    opened ||= event === 'open'
    ears[event]?.forEach((ear) => ear(event === 'message' ? { data } : { errMsg: event }))
  })
  return {
    send: (options) => exports.settle(options, () => (socket.send(options.data), exports.ok())),
    close: (options) => exports.settle(options, () => (socket.close(), exports.ok())),
    /** Whoever listens only after the line was up hears of it too: here it comes up faster than on a phone. */
    onOpen: (ear) => {
      ears.open.push(ear)
      if (opened) ear({ errMsg: 'open' })
    },
    onMessage: (ear) => void ears.message.push(ear),
    onClose: (ear) => void ears.close.push(ear),
    onError: (ear) => void ears.error.push(ear),
  }
}

/**
 * navigateTo, redirectTo, reLaunch and navigateBack on a stack of pages.
 * @template P
 * @param {{ create: (url: string) => P, enter: (page: P) => void, show: (page: P) => void, hide: (page: P) => void, leave: (page: P) => void }} life
 */
exports.createStack = ({ create, enter, show, hide, leave }) => {
  const pages = []
  const push = (url) => {
    const page = create(url)
    pages.push(page)
    enter(page)
  }
  const drop = (count) => {
    for (let i = 0; i < count && pages.length; i++) leave(pages.pop())
  }
  return {
    pages,
    navigateTo: (url) => {
      if (pages.length) hide(pages.at(-1))
      push(url)
    },
    redirectTo: (url) => {
      drop(1)
      push(url)
    },
    reLaunch: (url) => {
      drop(pages.length)
      push(url)
    },
    navigateBack: (delta = 1) => {
      if (pages.length < 2) return
      drop(Math.min(delta, pages.length - 1))
      show(pages.at(-1))
    },
  }
}

/** '/features/x/pages/y/index?id=1' → the route and its options. */
exports.readAddress = (url) => {
  const [route, query = ''] = url.replace(/^\//, '').split('?')
  return {
    route,
    options: Object.fromEntries(
      query
        .split('&')
        .filter(Boolean)
        .map((pair) => pair.split('=').map(decodeURIComponent)),
    ),
  }
}
