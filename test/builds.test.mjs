import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { weighFirstLoad } from '../scripts/builds.mjs'

describe('what a browser loads before anything is drawn', () => {
  let folder
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zsb-h5-'))
    for (const name of ['js', 'css']) mkdirSync(join(folder, name))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const file = (path, size) => writeFileSync(join(folder, path), 'x'.repeat(size))
  const page = (tags) => writeFileSync(join(folder, 'index.html'), `<!doctype html><html><head><link rel="icon" href="data:,">${tags}</head></html>`)
  const ALL =
    '<script defer="defer" src="/js/601.a.js"></script><script defer="defer" src="/js/app.b.js"></script><link href="/css/app.c.css" rel="stylesheet">'

  it('is every script and style the document names, and no chunk of a page', () => {
    file('js/601.a.js', 100_000)
    file('js/app.b.js', 50_000)
    file('js/7.later.js', 900_000)
    file('css/app.c.css', 20_000)
    page(ALL)
    expect(weighFirstLoad(folder)).toEqual({ script: 150_000, style: 20_000, problems: [] })
  })
  it('may not grow beyond its limit without a decision', () => {
    file('js/601.a.js', 300_000)
    file('js/app.b.js', 30_001)
    file('css/app.c.css', 27_501)
    page(ALL)
    expect(weighFirstLoad(folder).problems).toEqual(['h5 first script: 330001 bytes, at most 330000', 'h5 first style: 27501 bytes, at most 27500'])
  })
  it('is never nothing: a document that is built otherwise is noticed', () => {
    page('<script type="module">import("/js/app.b.js")</script>')
    expect(weighFirstLoad(folder).problems).toEqual(['h5: the document names no script', 'h5: the document names no style'])
  })
})
