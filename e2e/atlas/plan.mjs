// Which pictures a row asks for.
import { readFileSync } from 'node:fs'
import { PACKAGES } from '../../miniapp/src/packages.ts'
import { VERDICTS } from './fixtures/counter.mjs'

/** Routes of the built app: the tab pages of app.config and the pages of every sub-package. */
export function routesOfApp() {
  const config = readFileSync(new URL('../../miniapp/src/app.config.ts', import.meta.url), 'utf8')
  const tabs = [...(/pages: \[(.*?)\.\.\./s.exec(config)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, page]) => `/${page}`)
  if (tabs.length === 0) throw new Error('no tab page found in app.config.ts')
  return [...tabs, ...PACKAGES.flatMap(({ root, pages }) => pages.map((page) => `/${root}/${page}`))]
}

const MODES = [
  { language: 'zh', elder: false },
  { language: 'zh', elder: true },
  { language: 'en', elder: false },
  { language: 'en', elder: true },
]

/** The two that are furthest from each other. */
const ENDS = [MODES[0], MODES[3]]

const PSEUDO = { language: 'en', elder: false, pseudo: true }

/**
 * One opening for all modes: the page follows what is chosen in another tab. What was brought about by hand may hold words of the mode it was
 * brought about in, and is brought about in each; in the pseudo-locale only where the first opening does not do (shoot.mjs).
 */
function opened(order, modes) {
  if (!order.act) return [{ ...order, ...modes[0], then: modes.slice(1) }]
  const real = modes.filter(({ pseudo }) => !pseudo)
  return real.map((mode, i) => ({ ...order, ...mode, then: i === 0 ? modes.filter(({ pseudo }) => pseudo) : [] }))
}

/**
 * The normal state in every mode and width, looked at by axe in the two modes that are furthest from each other; the pseudo-locale once; further states once, at 375 px or,
 * where they are `everywhere`, at the row's widest; with `all` everything in every mode, and what is `everywhere` in every width.
 * @param {import('./routes.mjs').Row} row
 */
export function picturesOf(row, { all }) {
  const widths = row.wide ? [1280, 375, 320] : [375, 320]
  const once = all ? MODES : MODES.slice(0, 1)
  const normal = { row, state: 'normal', answers: row.answers, act: row.act, isCompared: !row.act && !row.blank }
  const orders = opened(normal, [...MODES.map((mode) => ({ widths, ...mode, axe: ENDS.includes(mode) })), { ...PSEUDO, widths: [375] }])
  const other = (state, transport, more) => ({ row, state, transport, answers: row.answers, widths: [375], ...more })
  const isWaitedFor = row.skeleton !== false && !row.asksNothing
  const downs = row.asksNothing || isWaitedFor ? [] : [['error', 'refuse']]
  // What was kept on the device is read without a network.
  if (row.keeps) downs.push(['kept', 'kept'])
  if (!isWaitedFor) downs.push(['offline', 'offline'])
  for (const mode of once) {
    // What is waited for gets words, then the network is gone, and after a reconnection it is refused: the same opening, a while later.
    const later = ['slow', 'offline', 'error'].map((state) => ({ ...mode, state, widths: [375], axe: state !== 'slow' }))
    if (isWaitedFor) orders.push(other('loading', 'silent', { ...mode, row: { ...row, ready: null }, then: later }))
    for (const [state, transport] of downs) orders.push(other(state, transport, { ...mode, row: { ...row, ready: transport === 'kept' ? row.ready : null } }))
  }
  for (const [state, { needs, answers, act, ready = null, query, everywhere, down, width, elder, typed }] of Object.entries(row.states ?? {})) {
    const changed = { ...row, ...(needs && { needs }), ready, query: query ?? row.query, down, typed }
    const at = everywhere ? (all ? widths : widths.slice(0, 1)) : [width ?? 375]
    const isCompared = !act || (row.page === 'verify' && state in VERDICTS)
    const order = { row: changed, state, answers: { ...row.answers, ...answers }, act, isCompared }
    const modes = once.map((mode) => ({ widths: at, ...mode, ...(elder !== undefined && { elder }) }))
    orders.push(...opened(order, [...modes, { ...PSEUDO, widths: at.slice(0, 1), elder: elder ?? false }]))
  }
  return orders.map((order) => ({ ...order, thorough: all }))
}
