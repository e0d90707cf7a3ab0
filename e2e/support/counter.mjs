// What a clerk does at his counter, again and again: hold a code before the camera, read the verdict, take the next one.
import { clearCamera, showToCamera } from './browser.mjs'

/** Every answer to POST /verifications of this page, as it went over the wire. */
export function listenToVerdicts(counter) {
  const answers = []
  counter.on('response', async (response) => {
    if (response.url().endsWith('/api/v1/verifications') && response.request().method() === 'POST') answers.push(await response.json().catch(() => null))
  })
  return answers
}

/** The word of the verdict that stands there, once it does. */
export async function readVerdict(counter) {
  await counter.waitForSelector('#verdict', { timeout: 15_000 })
  return (await counter.locator('#verdict h1').innerText()).trim()
}

/** A code held before the lens counts once; away for this long it is shown anew (miniapp platform/scan/sightings.ts). */
const AWAY_MS = 2600
/** What was last held before each counter's camera, and until when it counts as the same showing. */
const heldBefore = new WeakMap()

export async function scan(counter, picture, options) {
  const last = heldBefore.get(counter)
  if (last?.picture === picture) await counter.waitForFunction((freshFrom) => Date.now() >= freshFrom, last.freshFrom)
  await showToCamera(counter, picture, options)
  const word = await readVerdict(counter)
  await clearCamera(counter)
  heldBefore.set(counter, { picture, freshFrom: Date.now() + AWAY_MS })
  return word
}

/** The next code is let in once 人证一致 is answered, where it is asked (R32). */
export async function next(counter) {
  if (await counter.locator('#match-yes').count()) {
    await counter.locator('#match-yes').click()
    await counter.waitForSelector('#match-yes', { state: 'detached' })
  }
  await counter.locator('#scan-next').click()
  await counter.waitForSelector('#verdict', { state: 'detached' })
}

/** When the answer to the last POST /verifications had come in, in ms since 1970, by the browser's own record. */
export const lastVerdictAt = (counter) =>
  counter.evaluate(() => {
    const asked = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/v1/verifications'))
    return performance.timeOrigin + Math.max(...asked.map(({ responseEnd }) => responseEnd))
  })

/** Writes down in the page when `selector` first appears; `seenAt` reads it. */
export const watchFor = (page, selector) =>
  page.evaluate((wanted) => {
    window.__seenAt = null
    const look = () => {
      if (window.__seenAt === null && document.querySelector(wanted)) window.__seenAt = performance.timeOrigin + performance.now()
    }
    look()
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
  }, selector)
export const seenAt = (page) => page.evaluate(() => window.__seenAt)
