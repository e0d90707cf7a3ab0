// Phones and counters in a real Chromium.
import { chromium } from 'playwright-core'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
]

/** @param {{ cameraClip?: string }} [options] a y4m file that the camera shows, read when the camera is opened: a real track */
export const openBrowser = ({ cameraClip } = {}) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...FLAGS, ...(cameraClip ? [`--use-file-for-fake-video-capture=${cameraClip}`] : [])],
  })

const watched = new WeakMap()

/** What a page did wrong: console errors, unhandled rejections, failed requests, requests to elsewhere. */
export const faultsOf = (page) => watched.get(page)

function watch(page, allowed) {
  const faults = []
  watched.set(page, faults)
  page.on('pageerror', (error) => faults.push(`pageerror ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|status of 503/.test(message.text())) faults.push(`console ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(data|blob):/.test(url) && !allowed.some((base) => url.startsWith(base))) faults.push(`outside ${url.slice(0, 80)}`)
  })
}

/** A phone of its own (its own storage): 375 × 812. `live: false`: a network in which no WebSocket comes through. */
export async function openPhone(browser, base, { width = 375, height = 812, language = 'zh-CN', reducedMotion = 'no-preference', live = true } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: language,
    reducedMotion,
  })
  const page = await context.newPage()
  watch(page, [base, base.replace('http', 'ws')])
  if (!live) await page.routeWebSocket(/./, (socket) => socket.close())
  await page.goto(base)
  return page
}

/**
 * A counter on a wide screen. Its camera is a canvas that `showToCamera` paints pictures of other screens on, turned, scaled
 * and noisy at will: a live track, as getUserMedia would give. `ownCamera`: the browser's own instead (see openBrowser's clip).
 */
export async function openCounter(browser, base, { width = 1280, height = 800, ownCamera = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, permissions: ['camera'], locale: 'zh-CN' })
  const page = await context.newPage()
  watch(page, [base, base.replace('http', 'ws')])
  if (!ownCamera) await page.addInitScript(paintedCamera)
  await page.goto(base)
  return page
}

/** Runs in the page: `window.__camera` paints what the camera sees. */
function paintedCamera() {
  const canvas = document.createElement('canvas')
  canvas.width = 1280
  canvas.height = 720
  const draw = canvas.getContext('2d')
  const blank = () => {
    draw.setTransform(1, 0, 0, 1, 0, 0)
    draw.fillStyle = '#777'
    draw.fillRect(0, 0, 1280, 720)
  }
  blank()
  /** What is held before the camera, and the light on it. */
  let held = null
  const light = { dark: false, torch: false }
  const look = async () => {
    if (!held || (light.dark && !light.torch)) return blank()
    const { picture, turn, size, noise } = held
    const image = new Image()
    image.src = `data:image/png;base64,${picture}`
    await image.decode()
    blank()
    draw.translate(640, 360)
    draw.rotate((turn * Math.PI) / 180)
    draw.drawImage(image, -size / 2, (-size * image.height) / image.width / 2, size, (size * image.height) / image.width)
    draw.setTransform(1, 0, 0, 1, 0, 0)
    if (noise) {
      const pixels = draw.getImageData(0, 0, 1280, 720)
      let seed = 7
      for (let i = 0; i < pixels.data.length; i += 4) {
        seed = (seed * 1103515245 + 12345) & 0x7fffffff
        const shift = ((seed >> 16) % (2 * noise + 1)) - noise
        for (let k = 0; k < 3; k++) pixels.data[i + k] += shift
      }
      draw.putImageData(pixels, 0, 0)
    }
  }
  const turnLight = (changed) => {
    Object.assign(light, changed)
    return look()
  }
  window.__camera = {
    show: (shot) => {
      held = shot
      return look()
    },
    darken: () => turnLight({ dark: true }),
  }
  setInterval(() => {
    draw.fillStyle = 'rgba(0,0,0,0.004)'
    draw.fillRect(0, 0, 2, 2)
  }, 40)
  const real = navigator.mediaDevices?.getUserMedia?.bind(navigator.mediaDevices)
  if (!real) return
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (!wanted.video) return real(wanted)
    const stream = canvas.captureStream(25)
    Object.assign(stream.getVideoTracks()[0], {
      getCapabilities: () => ({ torch: true }),
      applyConstraints: ({ advanced }) => turnLight({ torch: advanced.some(({ torch }) => torch) }),
    })
    return stream
  }
}

/** The code as it stands on the phone's screen, with its quiet zone, as a PNG in base64. */
export async function photographCode(phone, selector = '#presentation-code') {
  const code = phone.locator(selector).first()
  await code.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const box = await code.boundingBox()
  const margin = 12
  const clip = { x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin }
  return (await phone.screenshot({ clip })).toString('base64')
}

/** Holds a picture before the counter's camera. */
export const showToCamera = (counter, picture, { turn = 0, size = 560, noise = 0 } = {}) =>
  counter.evaluate((shot) => window.__camera.show(shot), { picture, turn, size, noise })
export const clearCamera = (counter) => counter.evaluate(() => window.__camera.show(null))
/** Night falls: the camera sees nothing unless its torch is on. */
export const darken = (counter) => counter.evaluate(() => window.__camera.darken())
