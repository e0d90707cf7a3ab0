// A screen reader finds the same in WeChat, in Alipay and in the browser: every row of the atlas, drawn by the three builds from the same
// answers. A template that lost an attribute, a part without its role or a missing word shows here. After an atlas the browser need not draw
// them again: ATLAS_LABELS names what it read there.
const assert = require('node:assert/strict')
const { readFileSync } = require('node:fs')
const { after, before, describe, test } = require('node:test')
const path = require('node:path')

const h5 = path.join(__dirname, '../../miniapp/dist/h5')
const CHINESE = { language: 'zh', elder: false }
const ENGLISH_ELDER = { language: 'en', elder: true }
const BOTH = ['weapp', 'alipay']
/** Of the atlas of this run, by `keyOf` of atlas/report. @type {Record<string, { labels: string[], row: string[] }>} */
const readInAtlas = process.env.ATLAS_LABELS ? JSON.parse(readFileSync(process.env.ATLAS_LABELS, 'utf8')) : {}
const SCANNED = 'https://zsb.example/v#eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJhIn0.c2ln'

/** How a code comes to the counter: WeChat's camera reports it, Alipay's scanner is opened by a tap. */
const scanOn = {
  weapp: (device) => device.happen('camera', 'scancode', { result: SCANNED }),
  alipay: async (device) => {
    await device.nextScan(SCANNED)
    await device.tapText('打开相机')
  },
}

describe('labels and roles', { concurrency: 3 }, async () => {
  const { ROWS } = await import('../atlas/routes.mjs')
  const { serveApp } = await import('../atlas/serve.mjs')
  const { openCameras } = await import('../atlas/camera.mjs')
  const { keyOf } = await import('../atlas/report.mjs')
  const { openBrowser } = await import('../support/browser.mjs')
  const { labelsInBrowser, onPhone, seeLabels } = await import('../support/mini/screens.mjs')
  const { labelsOf } = await import('../support/mini/labels.mjs')
  let browser
  let cameras
  let app
  before(async () => {
    app = await serveApp(h5)
    browser = await openBrowser()
    cameras = openCameras(browser, { base: app.base })
  })
  after(async () => {
    await browser.close()
    app.close()
  })
  const compare = async (screen, mode, { state = 'normal', inBrowser, onDevice, on = BOTH } = {}) => {
    const read = screen.live !== false && readInAtlas[keyOf({ page: screen.page, state, ...mode })]
    const { labels, row } = read || (await labelsInBrowser(cameras, app.base, screen, mode, inBrowser))
    assert.ok(labels.includes('main'), 'the browser shows something')
    const nameless = labels.filter((label) => /^(button|link|switch|radio|checkbox|tab|heading|img|textbox)( \[|$)/.test(label))
    assert.deepEqual(nameless, [], 'parts without a name')
    const draw = (platform) =>
      onPhone(platform, screen, mode, async (device) => {
        await onDevice?.(device)
        await seeLabels(device, labels)
        if (platform === 'weapp') assert.deepEqual(labelsOf(await device.tree(), { inRow: true }), row, 'the navigation row')
      })
    await Promise.all(on.map(draw))
  }
  const inState = (screen, { act: _, ...state }) => ({ ...screen, ready: null, ...state, answers: { ...screen.answers, ...state.answers } })

  // Words and sizes of the other mode are the atlas's; that its labels are the same everywhere is looked at on every twelfth page, or on all.
  let turns = 0
  const byTurns = () => (process.env.LABELS === 'all' ? BOTH : [BOTH[turns++ % 2]])
  const isInBoth = (i) => i % 12 === 0 || process.env.LABELS === 'all'
  // Every third page on both, the others by turns (docs/decisions/0028).
  const platformsOf = (i) => (i % 3 === 0 ? BOTH : byTurns())
  for (const [i, screen] of ROWS.filter(({ blank }) => !blank).entries()) {
    const drawnOn = platformsOf(i)
    test(`${screen.page}: ${drawnOn.join(', ')} and H5 carry the same labels (中文)`, () => compare(screen, CHINESE, { on: drawnOn }))
    if (isInBoth(i)) test(`${screen.page}: weapp, alipay and H5 carry the same labels (English, elder mode)`, () => compare(screen, ENGLISH_ELDER))
    // The states of a screen are made of the same parts: by turns on one platform, or each on both.
    for (const [name, state] of Object.entries(screen.states ?? {}).filter(([, { act }]) => !act)) {
      const on = byTurns()
      test(`${screen.page}, ${name}: ${on.join(', ')} and H5 carry the same labels`, () => compare(inState(screen, state), CHINESE, { state: name, on }))
    }
  }
  const present = ROWS.find(({ page }) => page === 'present')
  for (const name of ['used', 'contested', 'another occasion asked'])
    test(`present, ${name}: weapp, alipay and H5 carry the same labels, learnt by asking where there is no live line`, () =>
      compare(
        { ...inState(present, present.states[name]), live: false, ready: name === 'another occasion asked' ? '.z-banner-warn' : '#presentation-used' },
        CHINESE,
      ))
  const { VERDICTS } = await import('../atlas/fixtures/counter.mjs')
  const verify = ROWS.find(({ page }) => page === 'verify')
  for (const [name, state] of Object.entries(verify.states).filter(([kind]) => kind in VERDICTS)) {
    const on = byTurns()
    test(`verify, ${name}: ${on.join(', ')} and H5 carry the same labels`, () =>
      compare({ ...inState(verify, state), ready: verify.ready }, CHINESE, {
        state: name,
        on,
        inBrowser: state.act,
        onDevice: async (device) => {
          await device.see('counter-purpose')
          await scanOn[device.platform](device)
        },
      }))
  }
})
