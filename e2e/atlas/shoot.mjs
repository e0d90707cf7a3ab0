// One picture after another in a real Chromium: opens a route with its answers, measures, keeps the picture.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ALWAYS, WHO } from './fixtures/people.mjs'
import { NOW, problem } from './fixtures/parse.mjs'
import { measure, unmarked } from './measure.mjs'

const HEIGHT = { 320: 640, 375: 812, 1280: 800 }
/** A wait gets words after two seconds (design/README.md, Waiting). */
const WORDS_AFTER_MS = 2_500
const UNAVAILABLE = problem(503, 'OVERLOADED', { zh: '当前使用的人太多，请过几秒再试', en: 'Very busy; please try again in a few seconds' })
const READY = () => document.querySelector('.taro_page:not(.taro_page_hide) [role=main]') !== null

/** Strings of the answers and of the person: what a page may show without a copy file. */
function stringsOf(value, into = new Set()) {
  if (typeof value === 'string') into.add(value)
  else if (Array.isArray(value)) value.forEach((item) => stringsOf(item, into))
  else if (value && typeof value === 'object') {
    // A pair of languages goes through `pick`, which marks it: it is no data.
    for (const [name, inner] of Object.entries(value)) if (!(name === 'zh' || name === 'en')) stringsOf(inner, into)
  }
  return into
}

/**
 * A camera operator: a browser context of its own, one picture at a time.
 * @param {import('playwright-core').Browser} browser
 */
export async function openStudio(browser, { base, outDir }) {
  mkdirSync(outDir, { recursive: true })
  /** Contexts nobody uses now, by what they were made for: the app is loaded and compiled once in each, not once a picture. */
  const free = new Map()
  const contextFor = async (options) => {
    const kind = JSON.stringify(options)
    const context = free.get(kind)?.pop() ?? (await browser.newContext({ ...options, reducedMotion: 'reduce', serviceWorkers: 'block' }))
    return { context, giveBack: () => free.set(kind, [...(free.get(kind) ?? []), context]) }
  }

  /** Opens one route once and takes what `takes` asks for. @returns {Promise<{ name, faults, file }[]>} */
  async function shoot({ row, state, answers, act, language, elder, widths, pseudo = false, transport = 'answer', ready }) {
    const wide = Math.max(...widths) > 1000
    const { context, giveBack } = await contextFor({ hasTouch: !wide, locale: language === 'zh' ? 'zh-CN' : 'en-GB' })
    const faults = []
    let page
    try {
      page = await context.newPage()
      await page.setViewportSize({ width: widths[0], height: HEIGHT[widths[0]] })
      if (transport === 'slow') await page.clock.install({ time: NOW })
      else await page.clock.setFixedTime(NOW)
      const isDown = transport !== 'answer' || row.down === true
      const isSilent = transport === 'silent' || transport === 'slow'
      /** 'kept': everything comes once, then the network is gone and the page is opened again. */
      let isOffline = transport === 'offline'
      page.on('pageerror', (error) => faults.push(`unhandled: ${error.message.slice(0, 200)}`))
      page.on('console', (message) => {
        if (message.type() !== 'error' && !/CSP|Content Security Policy/.test(message.text())) return
        if (/Failed to load resource/.test(message.text()) && isDown) return
        faults.push(`console: ${message.text().slice(0, 200)}`)
      })
      page.on('request', (request) => {
        const url = request.url()
        if (!/^(data|blob):/.test(url) && !url.startsWith(base)) faults.push(`outside request: ${url.slice(0, 80)}`)
      })
      page.on('requestfailed', (request) => {
        if (!isDown && !/ERR_ABORTED/.test(request.failure()?.errorText ?? '')) faults.push(`failed request: ${new URL(request.url()).pathname}`)
      })
      page.on('response', (response) => {
        if (response.status() >= 400 && !response.url().includes('/api/')) faults.push(`answer ${response.status()}: ${new URL(response.url()).pathname}`)
      })
      const line = { socket: null }
      await page.routeWebSocket(/\/api\/v1\/live/, (socket) => {
        line.socket = socket
        socket.onMessage(() => socket.send(JSON.stringify({ topic: 'ready' })))
      })
      const tell = async (message) => {
        for (let tries = 0; !line.socket && tries < 100; tries++) await page.waitForTimeout(30)
        line.socket.send(JSON.stringify(message))
      }
      const all = { ...ALWAYS, ...answers }
      await page.route('**/api/**', async (route) => {
        const request = route.request()
        const key = `${request.method()} ${new URL(request.url()).pathname}`
        const exact = `${request.method()} ${new URL(request.url()).pathname}${new URL(request.url()).search}`
        const always = key in ALWAYS
        if (!always && isSilent && request.method() === 'GET') return
        if (!always && isOffline) return route.abort('internetdisconnected')
        const found = all[exact] ?? all[key]
        const answer = !always && transport === 'refuse' && request.method() === 'GET' ? UNAVAILABLE : found
        if (answer === undefined) {
          faults.push(`no answer in the row for ${exact}`)
          return route.abort()
        }
        const isProblem = typeof answer?.status === 'number' && answer.contentType !== undefined
        return route.fulfill({
          status: isProblem ? answer.status : request.method() === 'POST' ? 201 : 200,
          contentType: isProblem ? answer.contentType : 'application/json',
          headers: { date: NOW.toUTCString() },
          body: JSON.stringify(isProblem ? answer.body : answer),
        })
      })
      const who = WHO[row.needs]
      await page.addInitScript(
        ({ kept, more }) => {
          // A page begins with nothing on the device, and keeps what is there when it is opened again.
          if (sessionStorage.getItem('begun')) return
          sessionStorage.setItem('begun', '1')
          localStorage.clear()
          const keep = (name, value) => localStorage.setItem(`zsb.${name}`, JSON.stringify({ data: JSON.stringify(value) }))
          if (kept) keep('session', { who: kept, subject: null, refreshToken: null })
          for (const [name, value] of Object.entries(more ?? {})) keep(name, value)
        },
        { kept: who, more: row.stored },
      )
      await page.goto(`${base}/?lang=${pseudo ? 'pseudo' : language}&elder=${elder ? 1 : 0}#${row.route}${row.query ?? ''}`)
      if (!row.blank) await page.waitForFunction(READY, null, { timeout: 15_000 })
      const mark = ready ?? (isSilent ? '.z-skeleton' : transport === 'answer' || transport === 'kept' ? row.ready : null)
      const see = (what) => page.waitForSelector(what, { timeout: 8_000 }).catch(() => faults.push(`never came: ${what}`))
      if (mark) await see(mark)
      if (transport === 'kept') {
        isOffline = true
        await page.reload()
        await page.waitForFunction(READY, null, { timeout: 15_000 })
        for (const what of [row.keeps, '.z-offline']) await see(what)
      }
      if (transport === 'slow') {
        await page.clock.fastForward(WORDS_AFTER_MS)
        await see('.z-waiting')
      }
      if (!isSilent)
        await page
          .waitForFunction(() => !document.querySelector('.z-skeleton, .z-skeleton-space'), null, { timeout: 8_000 })
          .catch(() => faults.push('still waiting after 8 s'))
      if (act) await act(page, tell).catch((error) => faults.push(`could not be brought about: ${error.message.split('\n')[0]}`))
      await page.evaluate(() => document.fonts.ready)

      const taken = []
      const about = { page: row.page, state, language: pseudo ? 'pseudo' : language, elder }
      if (pseudo) {
        const data = [...stringsOf([answers, who]), ...[...(who?.name ?? '')].slice(0, 1)]
          .filter((value) => value.length > 1 || /[\u3400-\u9fff]/.test(value))
          .sort((a, b) => b.length - a.length)
        faults.push(...(await unmarked(page, data)))
      }
      for (const [index, width] of widths.entries()) {
        if (index > 0) await page.setViewportSize({ width, height: HEIGHT[width] })
        // As high as the page is: what a bar at the foot covers until one scrolls is no fault.
        const height = await page.evaluate(() =>
          Math.max(document.documentElement.scrollHeight, ...[...document.querySelectorAll('.taro_page:not(.taro_page_hide)')].map((box) => box.scrollHeight)),
        )
        if (height > HEIGHT[width]) await page.setViewportSize({ width, height })
        const wrong = pseudo ? (await measure(page, { elder })).filter((fault) => !/^axe/.test(fault)) : await measure(page, { elder })
        const file = `${row.page}-${state.replaceAll(' ', '_')}-${pseudo ? 'pseudo' : language}${elder ? '-elder' : ''}-${width}.png`
        await page.screenshot({ path: join(outDir, file), fullPage: true, animations: 'disabled' })
        taken.push({ ...about, width, file, faults: wrong })
      }
      // What went wrong while it was opened belongs to the first picture.
      taken[0].faults.push(...new Set(faults))
      return taken
    } catch (error) {
      return [{ page: row.page, state, language, elder, width: widths[0], file: null, faults: [...faults, `not rendered: ${error.message.split('\n')[0]}`] }]
    } finally {
      await page?.close().catch(() => undefined)
      giveBack()
    }
  }
  return { shoot }
}
