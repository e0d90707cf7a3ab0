// `npm run atlas`: every route rendered from demo data, looked at by axe and by a ruler, one page of pictures at the end.
// `npm run atlas -- --all` takes every state in every mode; `-- --only=home,present` some pages; `-- --no-build` what is built.
import { prepare } from './bootstrap.mjs'

await prepare()
// The fixtures are parsed by the schemas of shared, which are TypeScript.
await import('tsx')
const { cpSync, existsSync, mkdirSync, rmSync } = await import('node:fs')
const { join } = await import('node:path')
const { openBrowser } = await import('../e2e/support/browser.mjs')
const { ROWS } = await import('../e2e/atlas/routes.mjs')
const { layOutAxe } = await import('../e2e/atlas/measure.mjs')
const { picturesOf, routesOfApp } = await import('../e2e/atlas/plan.mjs')
const { printFaults, writeReport } = await import('../e2e/atlas/report.mjs')
const { serveApp } = await import('../e2e/atlas/serve.mjs')
const { openStudio } = await import('../e2e/atlas/shoot.mjs')
const { root } = await import('./bootstrap.mjs')
const { ensureH5 } = await import('./builds.mjs')
const { provideChromium } = await import('./chromium.mjs')
const { atATime, MOST_TRIED_AGAIN } = await import('./stages.mjs')

const flags = process.argv.slice(2)
const all = flags.includes('--all')
const only = flags
  .find((flag) => flag.startsWith('--only='))
  ?.slice(7)
  .split(',')
const outDir = join(root, '.cache', 'atlas')
const dist = join(root, 'miniapp', 'dist', 'h5')
const from = Date.now()

provideChromium()
if (!flags.includes('--no-build') || !existsSync(join(dist, 'index.html'))) await ensureH5(() => console.log('building the H5 app …'))
if (!only) rmSync(outDir, { recursive: true, force: true })
mkdirSync(join(outDir, 'pictures'), { recursive: true })

const missing = routesOfApp()
  .filter((route) => !ROWS.some((row) => row.route === route))
  .map((route) => ({
    page: route,
    state: 'row',
    language: '-',
    elder: false,
    width: 0,
    file: null,
    faults: [`the route ${route} has no row in e2e/atlas/routes.mjs`],
  }))

// From a copy: a build that runs meanwhile takes nothing away.
rmSync(join(outDir, 'h5'), { recursive: true, force: true })
cpSync(dist, join(outDir, 'h5'), { recursive: true })
layOutAxe(join(outDir, 'h5'))
const { base, close } = await serveApp(join(outDir, 'h5'))
const browser = await openBrowser()
const { shoot, spent } = openStudio(browser, { base, outDir: join(outDir, 'pictures') })
const orders = ROWS.filter(({ page }) => !only || only.includes(page)).flatMap((row) => picturesOf(row, { all }))
const workers = Number(process.env.ATLAS_WORKERS ?? 3)
const taken = new Map()
await atATime(workers, orders, async (order) => void taken.set(order, await shoot(order)))
// A few that failed beside others on a busy machine are opened once more, alone (docs/decisions/0015).
const hasFaults = (order) => taken.get(order).some(({ faults }) => faults.length > 0)
const again = orders.filter(hasFaults)
if (again.length <= MOST_TRIED_AGAIN) for (const order of again) taken.set(order, await shoot(order))
const pictures = [...(only ? [] : missing), ...[...taken.values()].flat()]
await browser.close()
close()

pictures.sort((a, b) => ROWS.findIndex(({ page }) => page === a.page) - ROWS.findIndex(({ page }) => page === b.page))
writeReport(outDir, pictures)
printFaults(pictures)
const failed = pictures.filter(({ faults }) => faults.length > 0).length
console.log(
  `\n${pictures.length} pictures of ${new Set(pictures.map(({ page }) => page)).size} screens in ${((Date.now() - from) / 1000).toFixed(0)} s: .cache/atlas/index.html`,
)
console.log(
  `spent by ${workers} workers: ${Object.entries(spent)
    .map(([what, ms]) => `${what} ${(ms / 1000).toFixed(0)} s`)
    .join(', ')}`,
)
if (again.length > 0 && again.length <= MOST_TRIED_AGAIN)
  console.log(`tried again alone: ${again.map(({ row, state, language, elder }) => `${row.page}/${state}/${language}${elder ? '/elder' : ''}`).join(', ')}`)
console.log(`${pictures.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
