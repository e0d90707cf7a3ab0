// A phone with a built mini-program, simulated outside devtools in a process of its own.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { allText, find, findById } from './tree.mjs'

const child = fileURLToPath(new URL('./phone.cjs', import.meta.url))
const dist = (platform) => fileURLToPath(new URL(`../../../miniapp/dist/${platform}`, import.meta.url))
const PATIENCE_MS = 30_000
const LOOK_AGAIN_MS = 50

/**
 * @param {object} options
 * @param {'weapp' | 'alipay'} options.platform
 * @param {(ask: { url: string, method: string, headers: Record<string, string>, body: string | undefined }) =>
 *   Promise<{ status: number, text: string, headers: Record<string, string> }>} options.answer what the network answers; throw for no network
 * @param {(url: string) => string | null} [options.liveAt] where the live line leads, null where it never opens; without it the line
 *   is up and nothing happens on it
 * @param {() => Promise<string>} [options.login] the code wx.login gives
 * @param {Date} [options.now] the phone's clock
 */
export async function openDevice({ platform, answer, liveAt, login, now }) {
  const program = fork(child, [], {
    execArgv: [],
    // No NODE_COMPILE_CACHE: what a phone reads of it costs more than what it compiles, and no phone lives to write it.
    env: {
      PATH: process.env.PATH,
      MINI_PLATFORM: platform,
      MINI_DIST: dist(platform),
      ...(now && { MINI_NOW: String(now.getTime()) }),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let last = 0
  const waiting = new Map()
  const sockets = new Map()
  /** To a phone that may be gone by now: then nobody hears it. */
  const say = (message) => {
    if (program.connected) program.send(message, () => undefined)
  }
  const outside = {
    request: (ask) => answer(ask).catch((error) => ({ failed: error.message })),
    login: () => login?.() ?? '',
  }
  /** A line that is up and on which nothing happens. */
  const openQuietLine = (id) => {
    const tell = (event, data) => say({ socket: id, event, data })
    sockets.set(id, { send: () => tell('message', JSON.stringify({ topic: 'ready' })), close: () => undefined })
    tell('open')
  }
  const openSocket = (id, url) => {
    const address = liveAt?.(url)
    if (address === undefined) return openQuietLine(id)
    if (address === null) return
    const socket = new WebSocket(address)
    sockets.set(id, socket)
    const tell = (event) => (message) => say({ socket: id, event, data: message.data })
    for (const event of ['open', 'message', 'close', 'error']) socket.addEventListener(event, tell(event))
  }
  const ready = new Promise((resolve, reject) => {
    program.once('exit', (code) => {
      reject(new Error(`the phone stopped with ${code}`))
      for (const { reject: give } of waiting.values()) give(new Error(`the phone stopped with ${code}`))
    })
    program.on('message', (message) => {
      if (message.ready) resolve()
      else if (message.done) {
        const { resolve: give, reject: refuse } = waiting.get(message.done)
        waiting.delete(message.done)
        if (message.error) refuse(new Error(message.error))
        else give(message.value)
      } else if (message.ask) void Promise.resolve(outside[message.what](message.details)).then((value) => say({ answer: message.ask, value }))
      else if (message.socket && message.open) openSocket(message.socket, message.open)
      else if (message.socket && message.close) sockets.get(message.socket)?.close()
      else if (message.socket) sockets.get(message.socket)?.send(message.data)
    })
  })
  await ready
  const command = (name, ...args) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      program.send({ command: id, name, args })
    })
  /** Waits until `look(tree)` gives something. */
  const until = async (look, what) => {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const tree = await command('tree')
      const found = await look(tree)
      if (found) return found
      if (Date.now() > end)
        throw new Error(
          `never came: ${what}\non ${(await command('stack')).join(' > ')}: ${allText(tree).slice(0, 600)}\n${(await command('faults')).join('\n')}`,
        )
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }
  return {
    platform,
    launch: (url, kept = {}) => command('launch', url, kept),
    open: (url) => command('open', url),
    back: () => command('back'),
    stack: () => command('stack'),
    tree: () => command('tree'),
    calls: () => command('calls'),
    /** What the app keeps on the phone under a name. */
    kept: (name) => command('kept', name),
    tapText: (words) => command('tapText', words),
    faults: () => command('faults'),
    nextScan: (text) => command('nextScan', text),
    /** An event of a native part without an id, once the part is there. */
    happen: async (tag, name, detail) => {
      await until((tree) => find(tree, (part) => part.tag === tag), `<${tag}>`)
      await command('happen', tag, name, detail)
    },
    until,
    /** The part with this id, once it is there. */
    see: (id) => until((tree) => findById(tree, id), `#${id}`),
    seeText: (text) => until((tree) => allText(tree).includes(text), text),
    /** @param {string} page end of the route */
    arrive: async (page) => {
      const end = Date.now() + PATIENCE_MS
      while (!(await command('stack')).at(-1)?.includes(page)) {
        if (Date.now() > end) throw new Error(`never arrived at ${page}: ${(await command('stack')).join(' > ')}`)
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
      }
    },
    /** Waits like a person until the part is there and not disabled. */
    tap: async (id) => {
      await until((tree) => findById(tree, id)?.attributes.ariaDisabled !== 'true' && findById(tree, id), `#${id} to be tapped`)
      await command('tap', id)
    },
    /** Until a radio, checkbox or switch says that it is on. */
    seeChecked: (id) => until((tree) => findById(tree, id)?.attributes.ariaChecked === 'true', `#${id} checked`),
    fill: async (id, value) => {
      await until((tree) => findById(tree, id), `#${id}`)
      await command('fill', id, value)
    },
    close: async () => {
      for (const socket of sockets.values()) socket.close()
      if (program.exitCode !== null) return
      const gone = new Promise((resolve) => program.once('exit', resolve))
      program.kill('SIGKILL')
      await gone
    },
  }
}
