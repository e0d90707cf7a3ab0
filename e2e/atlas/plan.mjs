// Which pictures a row asks for.
import { readFileSync } from 'node:fs'
import { PACKAGES } from '../../miniapp/src/packages.ts'

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

/**
 * The normal state in every mode and width; the pseudo-locale once; further states once at 375 px, or everywhere with `all`.
 * @param {import('./routes.mjs').Row} row
 */
export function picturesOf(row, { all }) {
  const widths = row.wide ? [1280, 375, 320] : [375, 320]
  const once = all ? MODES : MODES.slice(0, 1)
  const orders = MODES.map((mode) => ({ row, state: 'normal', answers: row.answers, act: row.act, widths, ...mode }))
  orders.push({ row, state: 'normal', answers: row.answers, act: row.act, widths: [375], language: 'en', elder: false, pseudo: true })
  const downs = row.asksNothing ? [] : [...(row.skeleton === false ? [] : [['loading', 'silent']]), ['error', 'refuse']]
  // What is waited for gets words; what was kept on the device is read without a network.
  if (row.skeleton !== false && !row.asksNothing) downs.push(['slow', 'slow'])
  if (row.keeps) downs.push(['kept', 'kept'])
  for (const [state, transport] of [...downs, ['offline', 'offline']])
    for (const mode of once)
      orders.push({ row: { ...row, ready: transport === 'kept' ? row.ready : null }, state, transport, answers: row.answers, widths: [375], ...mode })
  for (const [state, { needs, answers, act, ready = null, query, everywhere, down, width, elder, typed }] of Object.entries(row.states ?? {})) {
    const other = { ...row, ...(needs && { needs }), ready, query: query ?? row.query, down, typed }
    const at = everywhere ? widths : [width ?? 375]
    const modes = (everywhere ? MODES : once).map((mode) => (elder === undefined ? mode : { ...mode, elder }))
    for (const mode of modes) orders.push({ row: other, state, answers: { ...row.answers, ...answers }, act, widths: at, ...mode })
    orders.push({
      row: other,
      state,
      answers: { ...row.answers, ...answers },
      act,
      widths: at.slice(0, 1),
      language: 'en',
      elder: elder ?? false,
      pseudo: true,
    })
  }
  return orders
}
