// A browser page that is kept for one picture after another: the app is fetched, compiled and its process started once in each, not
// once a picture. Each picture begins with a document of its own and nothing on the device.
import { NOW } from './fixtures/parse.mjs'
import { photograph } from './photograph.mjs'
import { BLANK } from './serve.mjs'

/** Runs in a new document before the app. What is there stays when the same picture opens its page again. */
function begin({ id, kept, more }) {
  if (location.origin === 'null' || sessionStorage.getItem('begun') === id) return
  sessionStorage.setItem('begun', id)
  localStorage.clear()
  const keep = (name, value) => localStorage.setItem(`zsb.${name}`, JSON.stringify({ data: JSON.stringify(value) }))
  if (kept) keep('session', { who: kept, subject: null, refreshToken: null })
  for (const [name, value] of Object.entries(more ?? {})) keep(name, value)
}

/**
 * @param {import('playwright-core').Browser} browser
 * @returns `take(kind)`: a camera nobody uses now, made for that kind of picture; `giveBack` when it is done, `discard` when it failed
 */
export function openCameras(browser, { base }) {
  const free = new Map()
  return {
    async take(kind) {
      const name = JSON.stringify(kind)
      const camera = free.get(name)?.pop() ?? (await createCamera(browser, { base, ...kind }))
      return {
        ...camera,
        giveBack: async () => {
          await camera.clear()
          free.set(name, [...(free.get(name) ?? []), camera])
        },
        discard: () => camera.page.context().close(),
      }
    },
  }
}

/** `ticks`: its clock runs and can be put forward; else it stands still. */
async function createCamera(browser, { base, hasTouch, locale, ticks }) {
  const context = await browser.newContext({ hasTouch, locale, reducedMotion: 'reduce', serviceWorkers: 'block' })
  const page = await context.newPage()
  if (!ticks) await page.clock.setFixedTime(NOW)
  /** What is photographed now. */
  let now = null
  let socket = null
  let beginning = null
  let count = 0
  /** Requests that got no answer yet. */
  let held = []
  const say = (fault) => now?.faults.push(fault)
  page.on('pageerror', (error) => say(`unhandled: ${error.message.slice(0, 200)}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && !/CSP|Content Security Policy/.test(message.text())) return
    if (/Failed to load resource/.test(message.text()) && now?.isDown) return
    say(`console: ${message.text().slice(0, 200)}`)
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(data|blob|about):/.test(url) && !url.startsWith(base)) say(`outside request: ${url.slice(0, 80)}`)
  })
  page.on('requestfailed', (request) => {
    if (!now?.isDown && !/ERR_ABORTED/.test(request.failure()?.errorText ?? '')) say(`failed request: ${new URL(request.url()).pathname}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().includes('/api/')) say(`answer ${response.status()}: ${new URL(response.url()).pathname}`)
  })
  await page.routeWebSocket(/\/api\/v1\/live/, (opened) => {
    socket = opened
    opened.onMessage(() => now?.isLive !== false && opened.send(JSON.stringify({ topic: 'ready' })))
  })
  // Not page.route: that turns the browser's cache off for everything.
  const wire = await context.newCDPSession(page)
  await wire.send('Page.enable')
  await wire.send('Fetch.enable', { patterns: [{ urlPattern: `${base}/api/*` }] })
  const answerTo = ({ requestId, request }) => {
    const answer = now?.answer(request) ?? null
    // Not answered for now; it may be later, and ends with its document.
    if (answer === null) return void held.push({ requestId, request })
    const done = answer.offline
      ? wire.send('Fetch.failRequest', { requestId, errorReason: 'InternetDisconnected' })
      : wire.send('Fetch.fulfillRequest', {
          requestId,
          responseCode: answer.status,
          responseHeaders: Object.entries({ 'content-type': answer.contentType, date: NOW.toUTCString() }).map(([name, value]) => ({ name, value })),
          body: Buffer.from(JSON.stringify(answer.body)).toString('base64'),
        })
    // The document may be gone by now.
    done.catch(() => undefined)
  }
  wire.on('Fetch.requestPaused', answerTo)
  /** What was not answered yet is asked again. */
  function answerHeld() {
    const waiting = held
    held = []
    waiting.forEach(answerTo)
  }

  /** Nothing goes on in it while nobody uses it: no camera is looked through, no clock ticks, no pointer rests on a button. */
  async function clear() {
    now = null
    await page.goto(`${base}${BLANK}`)
    await page.mouse.move(-10, -10)
  }
  /**
   * Opens an address with nothing on the device but the person `kept` and `more`.
   * @param {{ url: string, faults: string[], isDown: boolean, isLive?: boolean, kept: object | null, more?: object,
   *   answer: (request: { method: string, url: string }) => { status: number, contentType: string, body: unknown } | { offline: true } | null }} picture
   */
  async function open({ url, kept, more, ...picture }) {
    if (ticks) await page.clock.install({ time: NOW })
    if (beginning) await wire.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: beginning })
    const source = `(${begin})(${JSON.stringify({ id: String(++count), kept, more })})`
    beginning = (await wire.send('Page.addScriptToEvaluateOnNewDocument', { source })).identifier
    socket = null
    held = []
    now = picture
    await page.goto(url)
  }
  /** Says something over the live line, once it is open. */
  async function tell(message) {
    for (let tries = 0; !socket && tries < 100; tries++) await page.waitForTimeout(30)
    socket.send(JSON.stringify(message))
  }
  return { page, open, clear, tell, answerHeld, photograph: (path) => photograph(wire, path) }
}
