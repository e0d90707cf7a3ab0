// The atlas as one page of pictures, and as data.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A page in a state and a mode. */
export const keyOf = ({ page, state, language, elder }) => `${page}/${state}/${language}${elder ? '/elder' : ''}`
/** What a screen reader finds in the browser, by page, state and mode. */
export const LABELS = 'labels.json'

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

export function writeReport(outDir, pictures) {
  const pages = Map.groupBy(pictures, ({ page }) => page)
  const figure = ({ state, language, elder, width, file, faults }) =>
    `<figure class="${faults.length ? 'bad' : ''}">${file ? `<a href="pictures/${file}"><img loading="lazy" src="pictures/${file}" alt=""></a>` : ''}<figcaption>${state} · ${language}${elder ? ' · elder' : ''} · ${width}${faults.length ? `<ul>${faults.map((fault) => `<li>${escape(fault)}</li>`).join('')}</ul>` : ''}</figcaption></figure>`
  const body = [...pages].map(([page, taken]) => `<section id="${page}"><h2>${page}</h2><div>${taken.map(figure).join('')}</div></section>`).join('\n')
  const wrong = pictures.filter(({ faults }) => faults.length > 0).length
  writeFileSync(
    join(outDir, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Atlas</title><style>body{font:14px/1.5 system-ui;margin:16px;background:#eee}div{display:flex;flex-wrap:wrap;gap:12px;align-items:start}figure{margin:0;width:220px;background:#fff;padding:8px}img{width:100%;display:block}.bad{outline:2px solid #b00}ul{padding-left:16px;overflow-wrap:anywhere}nav a{margin-right:12px}</style><h1>${pictures.length} pictures, ${wrong} with faults</h1><nav>${[...pages.keys()].map((page) => `<a href="#${page}">${page}</a>`).join('')}</nav>${body}</html>`,
  )
  writeFileSync(join(outDir, 'report.json'), JSON.stringify({ pictures: pictures.map(({ labels: _, ...picture }) => picture) }, null, 1))
  const listened = pictures.filter(({ labels, faults }) => labels && faults.length === 0)
  writeFileSync(join(outDir, LABELS), JSON.stringify(Object.fromEntries(listened.map((picture) => [keyOf(picture), picture.labels]))))
}

/** What the last report found wrong, one line for each picture. @param {string} outDir */
export function faultsIn(outDir) {
  const { pictures } = JSON.parse(readFileSync(join(outDir, 'report.json'), 'utf8'))
  return pictures.filter(({ faults }) => faults.length > 0).map(({ width, faults, ...about }) => `${keyOf(about)}/${width} ${faults.join('; ')}`)
}

/** Faults grouped by page; the same fault in many pictures is one line. */
export function printFaults(pictures) {
  for (const [page, taken] of Map.groupBy(pictures, ({ page: name }) => name)) {
    const where = new Map()
    for (const { state, language, elder, width, faults } of taken)
      for (const fault of faults) where.set(fault, [...(where.get(fault) ?? []), `${state}/${language}${elder ? '/elder' : ''}/${width}`])
    if (where.size === 0) continue
    console.log(`\n${page}`)
    for (const [fault, places] of where)
      console.log(`  ${fault}\n      ${places.slice(0, 4).join(' ')}${places.length > 4 ? ` and ${places.length - 4} more` : ''}`)
  }
}
