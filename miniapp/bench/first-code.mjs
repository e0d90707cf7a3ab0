// P12: what lies between opening the app on a code's page and the code, in a real Chromium: round trips one after another, and script.
import { existsSync } from 'node:fs'
import { openBrowser, openPhone } from '../../e2e/support/browser.mjs'
import { openCity } from '../../e2e/support/city.mjs'
import { openLicence, realName, signInCitizen } from '../../e2e/support/people.mjs'
import { sharesOfScript } from './script-profile.mjs'

const quick = process.argv.includes('--quick')
const OPENINGS = quick ? 1 : 9
const GOAL = { trips: 1, scriptMs: 50 }
/** The built app, with its source maps (`scripts/builds.mjs`). */
const folder = process.env.BENCH_H5_DIR
const MEI = { name: '王小梅', phone: '19900000001' }

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]

/** How many requests had to wait for each other: a request that began after another had ended stands behind it. */
function tripsOf(requests) {
  const depth = []
  for (const { from } of requests) depth.push(1 + Math.max(0, ...depth.filter((_, i) => requests[i].to <= from)))
  return Math.max(0, ...depth)
}

/** Opens the page anew, as after the app was ended: what is in memory is gone, what is stored stays. `profiled` costs time of its own. */
async function openCold(context, address, { profiled = false } = {}) {
  const page = await context.newPage()
  const requests = []
  page.on('requestfinished', (request) => {
    if (!request.url().includes('/api/v1/')) return
    const { startTime, responseEnd } = request.timing()
    requests.push({
      path: `${request.method()} ${new URL(request.url()).pathname.replace(/[0-9A-Z]{26}/, ':id')}`,
      from: startTime,
      to: startTime + responseEnd,
    })
  })
  const line = await context.newCDPSession(page)
  await line.send('Performance.enable')
  if (profiled) {
    await line.send('Profiler.enable')
    await line.send('Profiler.setSamplingInterval', { interval: 200 })
    await line.send('Profiler.start')
  }
  await page.goto(address)
  await page.waitForSelector('#presentation-code')
  const profile = profiled ? (await line.send('Profiler.stop')).profile : null
  const { metrics } = await line.send('Performance.getMetrics')
  const script = metrics.find(({ name }) => name === 'ScriptDuration').value * 1000
  const shown = requests.findIndex(({ path }) => path === 'POST /api/v1/presentations')
  const before = requests.filter(({ from }) => from <= requests[shown].from).sort((a, b) => a.from - b.from)
  await page.close()
  return { script, trips: tripsOf(before), paths: before.map(({ path }) => path), profile }
}

async function measure() {
  const city = await openCity({ apis: 1, env: { H5_DIR: folder } })
  const browser = await openBrowser()
  try {
    const phone = await openPhone(browser, city.apis[0])
    await signInCitizen(phone, { city, phone: MEI.phone })
    await realName(phone, { city, name: MEI.name })
    await openLicence(phone, 'drivingLicence')
    await phone.waitForSelector('#presentation-code')
    const address = phone.url()
    const context = phone.context()
    await phone.close()
    const openings = []
    for (let i = 0; i < OPENINGS; i++) openings.push(await openCold(context, address))
    const { profile } = await openCold(context, address, { profiled: true })
    const trips = median(openings.map((opening) => opening.trips))
    const script = median(openings.map((opening) => opening.script))
    const rows = [
      {
        goal: 'P12',
        what: 'first code from cold: round trips one after another',
        figure: `${trips} (${openings[0].paths.join(', ')})`,
        target: `≤ ${GOAL.trips}`,
        met: trips <= GOAL.trips,
      },
      {
        goal: 'P12',
        what: 'first code from cold: script, H5 in Chromium',
        figure: `${script.toFixed(0)} ms`,
        target: `≤ ${GOAL.scriptMs} ms`,
        met: script <= GOAL.scriptMs,
      },
    ]
    return { rows, profiles: { P12: sharesOfScript(profile, folder) } }
  } finally {
    await browser.close()
    await city.stop()
  }
}

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
const NOT_MEASURED = {
  goal: 'P12',
  what: 'first code from cold',
  figure: 'not measured: no Chromium on this machine',
  target: '≤ 1 round trip + 50 ms',
  met: null,
}
const report = existsSync(chromium) ? await measure() : { rows: [NOT_MEASURED] }
process.stdout.write(`\n${JSON.stringify({ report })}\n`)
