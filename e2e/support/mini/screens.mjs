// One row of the atlas drawn by each of the three builds, from the same answers and at the same time.
import assert from 'node:assert/strict'
import { answerer } from '../../atlas/answers.mjs'
import { ALWAYS, WHO } from '../../atlas/fixtures/people.mjs'
import { NOW } from '../../atlas/fixtures/parse.mjs'
import { openDevice } from './device.mjs'
import { labelsOf, onEveryPlatform, readLabels } from './labels.mjs'
import { prepared } from './network.mjs'

/**
 * @typedef {object} Screen
 * @property {string} route @property {string} [query] @property {object} answers
 * @property {'nobody' | 'citizen' | 'newcomer' | 'clerk' | 'supervisor'} needs
 * @property {object} [stored] @property {string | null} [ready]
 * @property {boolean} [live] false: the live line never opens, what happens is learnt by asking
 * @typedef {{ language: 'zh' | 'en', elder: boolean }} Mode
 */
const keptOf = ({ needs, stored }) => ({ ...(WHO[needs] && { session: { who: WHO[needs], subject: null, refreshToken: null } }), ...stored })
const PATIENCE_MS = 15_000

/**
 * A row on a phone; `use` gets the device. Fails when a template, a script or an unprepared request complained.
 * @param {'weapp' | 'alipay'} platform
 * @param {Screen} screen
 * @param {Mode} mode
 */
export async function onPhone(platform, screen, { language, elder }, use) {
  const missing = []
  const device = await openDevice({
    platform,
    ...prepared({ ...ALWAYS, ...screen.answers }, { now: NOW, missing }),
    ...(screen.live === false && { liveAt: () => null }),
    now: NOW,
  })
  try {
    await device.launch(`${screen.route}${screen.query ?? ''}`, { ...keptOf(screen), settings: { elder, language, sound: true, vibration: true } })
    await use(device)
    assert.deepEqual(await device.faults(), [], `${platform} complained`)
    assert.deepEqual(missing, [], 'asked for what the row of the atlas does not answer')
  } finally {
    await device.close()
  }
}

/** Waits until the phone's screen carries exactly these labels; says what is missing or too much when it never does. */
export async function seeLabels(device, wanted) {
  let seen = []
  const end = Date.now() + PATIENCE_MS
  await device.until((tree) => {
    seen = onEveryPlatform(labelsOf(tree))
    return JSON.stringify(seen) === JSON.stringify(wanted) || Date.now() > end
  }, 'the labels')
  assert.deepEqual(seen, wanted, `${device.platform} and H5 differ in what a screen reader finds`)
}

/**
 * What a screen reader finds in the browser: on the page, and in its navigation row.
 * @param {ReturnType<typeof import('../../atlas/camera.mjs').openCameras>} cameras
 */
export async function labelsInBrowser(cameras, base, screen, { language, elder }, act) {
  const { page, open, giveBack, discard } = await cameras.take({ hasTouch: true, locale: 'zh-CN', ticks: false })
  try {
    await page.setViewportSize({ width: 375, height: 812 })
    const faults = []
    await open({
      url: `${base}/?lang=${language}&elder=${elder ? 1 : 0}#${screen.route}${screen.query ?? ''}`,
      kept: WHO[screen.needs],
      more: screen.stored,
      faults,
      isDown: true,
      isLive: screen.live !== false,
      answer: answerer({ answers: screen.answers, transport: 'answer', isOffline: () => false, faults }),
    })
    await page.waitForSelector('.taro_page:not(.taro_page_hide) [role=main]')
    await page.waitForFunction(() => !document.querySelector('.z-skeleton, .z-skeleton-space'))
    if (screen.ready) await page.waitForSelector(screen.ready)
    await act?.(page)
    const read = await readLabels(page)
    await giveBack()
    return read
  } catch (error) {
    await discard().catch(() => undefined)
    throw error
  }
}
