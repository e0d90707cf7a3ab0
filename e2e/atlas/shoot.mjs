// One picture after another in a real Chromium: opens a route with its answers, measures, keeps the picture.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readLabels } from '../support/mini/labels.mjs'
import { answerer } from './answers.mjs'
import { openCameras } from './camera.mjs'
import { WHO } from './fixtures/people.mjs'
import { inspectPage, runAxe, unmarked } from './measure.mjs'

const HEIGHT = { 320: 640, 375: 812, 1280: 800 }
/** A wait gets words after two seconds (design/README.md, Waiting). */
const WORDS_AFTER_MS = 2_500
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

/** Strings a page may show though they went through no copy file: they came with the answers, are the person's, or were typed. */
const dataOf = ({ answers, who, typed }) =>
  [...stringsOf([answers, who, typed]), ...[...(who?.name ?? '')].slice(0, 1)]
    .filter((value) => value.length > 1 || /[\u3400-\u9fff]/.test(value))
    .sort((a, b) => b.length - a.length)

/** Chooses language and elder mode as in another tab of the same browser, and waits until the page is drawn in them. */
async function switchTo(page, { language, elder, pseudo = false }) {
  await page.evaluate(
    async (settings) => {
      localStorage.setItem('zsb.settings', JSON.stringify({ data: JSON.stringify(settings) }))
      window.dispatchEvent(new StorageEvent('storage', { key: 'zsb.settings' }))
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      await document.fonts.ready
    },
    { language: pseudo ? 'pseudo' : language, elder, sound: true, vibration: true },
  )
}

/** The parts of the page by name: what was brought about by hand is still there where none of them has gone. */
const partsOf = (page) => page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id).join())

/** Modes in which the mini-programs are compared with the browser (e2e/mini/labels.test.cjs). */
const isCompared = ({ language, elder, pseudo }) => !pseudo && elder === (language === 'en')

/** Whether the page is laid out otherwise at this width than at the one before: side by side from 1,024 px on (design/README.md). */
const isOtherLayout = (widths, index) => index === 0 || widths[index] >= 1024 !== widths[index - 1] >= 1024

/** Lets so much time pass on the page that what is waited for gets words. */
async function waitOn(page) {
  await page.clock.fastForward(WORDS_AFTER_MS)
  await page.waitForSelector('.z-waiting', { timeout: 8_000 })
}

/**
 * A camera operator: one picture after another, with cameras that are used again.
 * @param {import('playwright-core').Browser} browser
 */
export function openStudio(browser, { base, outDir }) {
  mkdirSync(outDir, { recursive: true })
  const cameras = openCameras(browser, { base })
  /** Milliseconds of all workers by what they were spent on. */
  const spent = {}
  const timed = async (what, work) => {
    const from = performance.now()
    try {
      return await work
    } finally {
      spent[what] = (spent[what] ?? 0) + performance.now() - from
    }
  }

  /** Opens one route once and takes what `widths` asks for, then the same in each mode of `then`. @returns {Promise<{ name, faults, file }[]>} */
  async function shoot(order) {
    const { row, state, answers, act, language, elder, widths, axe, pseudo = false, then = [], transport = 'answer', ready, thorough = false } = order
    const wide = Math.max(...widths) > 1000
    const isSilent = transport === 'silent'
    const faults = []
    const { page, open, tell, answerHeld, photograph, giveBack, discard } = await timed(
      'cameras',
      cameras.take({ hasTouch: !wide, locale: language === 'zh' ? 'zh-CN' : 'en-GB', ticks: isSilent }),
    )
    try {
      await page.setViewportSize({ width: widths[0], height: HEIGHT[widths[0]] })
      /** 'kept': everything comes once, then the network is gone and the page is opened again. */
      let isOffline = transport === 'offline'
      let answered = transport
      const who = WHO[row.needs]
      const see = (what) => page.waitForSelector(what, { timeout: 8_000 }).catch(() => faults.push(`never came: ${what}`))
      const seeArrived = () =>
        page
          .waitForFunction(() => !document.querySelector('.z-skeleton, .z-skeleton-space'), null, { timeout: 8_000 })
          .catch(() => faults.push('still waiting after 8 s'))
      /** What was waited for fails, because the network is gone. */
      const loseNetwork = async () => {
        isOffline = true
        answered = 'offline'
        answerHeld()
        await see('.z-offline')
        await seeArrived()
      }
      /** She reconnects, and it is refused. */
      const beRefused = async () => {
        isOffline = false
        answered = 'refuse'
        await page.locator('.z-offline-again:visible').click({ timeout: 8_000 })
        await page.waitForFunction(() => !document.querySelector('.z-offline'), null, { timeout: 8_000 }).catch(() => faults.push('still offline after 8 s'))
        await seeArrived()
      }
      const arrive = async () => {
        await open({
          url: `${base}/?lang=${pseudo ? 'pseudo' : language}&elder=${elder ? 1 : 0}#${row.route}${row.query ?? ''}`,
          kept: who,
          more: row.stored,
          faults,
          isDown: transport !== 'answer' || row.down === true,
          answer: answerer({ answers, transport: () => answered, isOffline: () => isOffline, faults }),
        })
        if (!row.blank) await page.waitForFunction(READY, null, { timeout: 15_000 })
        const mark = ready ?? (isSilent ? '.z-skeleton' : transport === 'answer' || transport === 'kept' ? row.ready : null)
        if (mark) await see(mark)
        if (transport === 'kept') {
          isOffline = true
          await page.reload()
          await page.waitForFunction(READY, null, { timeout: 15_000 })
          for (const what of [row.keeps, '.z-offline']) await see(what)
        }
        if (!isSilent) await seeArrived()
        if (act) await act(page, tell).catch((error) => faults.push(`could not be brought about: ${error.message.split('\n')[0]}`))
        await page.evaluate(() => document.fonts.ready)
      }
      await timed('opening', arrive())

      const taken = []
      /** One mode of the page as it stands, at each width. */
      const take = async (mode) => {
        const about = { page: row.page, state: mode.state ?? state, language: mode.pseudo ? 'pseudo' : mode.language, elder: mode.elder }
        const spoken = mode.pseudo ? await timed('words', unmarked(page, dataOf({ answers, who, typed: row.typed }))) : []
        for (const [index, width] of mode.widths.entries()) {
          await page.setViewportSize({ width, height: HEIGHT[width] })
          // As high as the page is: what a bar at the foot covers until one scrolls is no fault.
          const height = await page.evaluate(() =>
            Math.max(
              document.documentElement.scrollHeight,
              ...[...document.querySelectorAll('.taro_page:not(.taro_page_hide)')].map((box) => box.scrollHeight),
            ),
          )
          if (height > HEIGHT[width]) await page.setViewportSize({ width, height })
          // In the pseudo-locale words and room are looked at. Names, roles and colours are the same at every width of a layout.
          const isLookedAt = !mode.pseudo && (thorough || (mode.axe !== false && isOtherLayout(mode.widths, index)))
          const wrong = [...(await timed('ruler', inspectPage(page, mode))), ...(isLookedAt ? await timed('axe', runAxe(page)) : [])]
          const file = `${row.page}-${about.state.replaceAll(' ', '_')}-${about.language}${mode.elder ? '-elder' : ''}-${width}.png`
          // Words longer than any real ones are measured; nobody looks at them.
          const isKept = !mode.pseudo || thorough || wrong.length > 0
          if (isKept) await timed('pictures', photograph(join(outDir, file)))
          taken.push({ ...about, width, file: isKept ? file : null, faults: index === 0 ? [...spoken, ...wrong] : wrong })
        }
        if (!order.isCompared || wide || !isCompared(mode)) return
        await page.setViewportSize({ width: 375, height: HEIGHT[375] })
        taken.at(-1).labels = await timed('labels', readLabels(page))
      }
      const become = (mode) => {
        if (mode.state === 'slow') return waitOn(page).catch(() => faults.push('never came: .z-waiting'))
        if (mode.state === 'offline') return loseNetwork()
        return mode.state === 'error' ? beRefused() : switchTo(page, mode)
      }
      /** Modes in which the page is opened again: it holds words of the first, or has closed what was opened by hand. */
      const anew = []
      await take({ language, elder, pseudo, widths, axe })
      for (const mode of then) {
        const [parts, before] = [act && (await partsOf(page)), taken.length]
        await timed('opening', become(mode))
        await take(mode)
        if (!act || ((await partsOf(page)) === parts && taken.slice(before).every((picture) => picture.faults.length === 0))) continue
        taken.length = before
        anew.push(mode)
      }
      // What went wrong while it was opened belongs to the first picture.
      taken[0].faults.push(...new Set(faults))
      await giveBack()
      for (const mode of anew) taken.push(...(await shoot({ ...order, then: [], ...mode })))
      return taken
    } catch (error) {
      // Not waited for: a browser that did not answer may take as long over this.
      void discard().catch(() => undefined)
      return [{ page: row.page, state, language, elder, width: widths[0], file: null, faults: [...faults, `not rendered: ${error.message.split('\n')[0]}`] }]
    }
  }
  return { shoot, spent }
}
