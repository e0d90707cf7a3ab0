import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(__dirname, '..')
const notes = readFileSync(`${root}/docs/atlas-notes.md`, 'utf8')
const lines = notes.split('\n').filter((line) => /^\| (?:`|all of them)/.test(line))
const rows = readdirSync(`${root}/e2e/atlas/rows`).map((file) => readFileSync(`${root}/e2e/atlas/rows/${file}`, 'utf8'))
const pages = rows.flatMap((text) => [...text.matchAll(/\bpage: '([\w-]+)'/g)].map(([, page]) => page))
/** The pictures of the design guide. */
const PICTURES =
  '01-home 02-wallet 03-present 04-elder 05-present-en 06-consent 07-verdicts 08-ledger 09-health 10-guide 11-bundle-question 12-bundle-form 13-bundle-progress 14-supplement 16-enterprise-home 17-states 18-window-queue 19-window-verify 20-graph'.split(
    ' ',
  )

describe('the notes to the atlas', () => {
  it('have a line for every screen that is drawn, and for none that is not', () => {
    const noted = lines.flatMap((line) => [...line.split('|')[1].matchAll(/`([\w-]+)`/g)].map(([, page]) => page))
    expect([...new Set(noted)].sort()).toEqual([...new Set(pages)].sort())
  })

  it('name pictures of the design guide and screens that there are', () => {
    const named = lines.flatMap((line) => [...line.split('|')[2].matchAll(/`(\d\d-[\w-]+)`/g)].map(([, picture]) => picture))
    expect(named.filter((picture) => !PICTURES.includes(picture))).toEqual([])
  })

  it('say of every screen the commit that mended it, or the picture or screen it was compared with', () => {
    const isKnown = (line) => {
      const said = line.split('|')[2]
      const hasCommit = /\(?\b(?=[0-9a-f]*\d)[0-9a-f]{7}\b/.test(said)
      return hasCommit || [...said.matchAll(/`([\w-]+)`/g)].some(([, name]) => PICTURES.includes(name) || pages.includes(name)) || /compared with/.test(said)
    }
    expect(lines.filter((line) => !isKnown(line))).toEqual([])
  })
})
