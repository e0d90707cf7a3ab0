import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const styles = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', 'miniapp/src/*.scss'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean)

/** The classes that a style sheet draws wherever they stand: at the beginning of a rule of its own. */
const classesOf = (text) => new Set([...text.matchAll(/^\.([\w-]+)(?=\s*[,{])/gm)].map(([, name]) => name))

/** What every page has is drawn by several sheets together. */
const ownerOf = (file) => (file.startsWith('miniapp/src/styles/') ? 'every page' : file)

describe('style sheets', () => {
  it('knows what a sheet draws everywhere from what it draws within something', () => {
    expect([...classesOf('.z-a {\n  color: red;\n}\n.elder .z-b {\n}\n.z-c,\n.z-d {\n}\n.z-e.is-on {\n}\n')]).toEqual(['z-a', 'z-c', 'z-d'])
  })
  it('no two of them draw the same class: in a browser all of them are one, whichever page is open', () => {
    const drawnBy = new Map()
    for (const file of styles)
      for (const name of classesOf(readFileSync(new URL(file, root), 'utf8'))) drawnBy.set(name, new Set([...(drawnBy.get(name) ?? []), ownerOf(file)]))
    expect(drawnBy.size).toBeGreaterThan(100)
    expect([...drawnBy].filter(([, owners]) => owners.size > 1)).toEqual([])
  })
})
