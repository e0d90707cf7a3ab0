import { inflateSync } from 'node:zlib'

/** What a PDF of ours shows: its text in the order in which it is drawn, and the drawing itself. */
export interface ReadPdf {
  /** Without white space: a line may break anywhere. */
  text: string
  /** Operators of all pages. */
  drawing: string
}

interface Part {
  head: string
  stream: string | null
}

function partsOf(file: Buffer): Map<number, Part> {
  const raw = file.toString('latin1')
  const parts = new Map<number, Part>()
  for (const [, no = '', body = ''] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('\nstream\n')
    const head = at === -1 ? body : body.slice(0, at)
    const bytes = at === -1 ? null : Buffer.from(body.slice(at + 8, body.lastIndexOf('\nendstream')), 'latin1')
    const isOpen = bytes !== null && !/\/Subtype \/(?:Image|CIDFontType|OpenType)|FontFile/.test(head)
    parts.set(Number(no), { head, stream: isOpen ? (head.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1') : null })
  }
  return parts
}

/** Characters by the number of their glyph: `<0000> <00ff> [<0000> <4e00> …]`. */
function charactersIn(map: string): string[] {
  const characters: string[] = []
  for (const [, from = '', entries = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g))
    [...entries.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], i) => {
      const units = hex.replace(/ /g, '').match(/.{4}/g) ?? []
      characters[Number.parseInt(from, 16) + i] = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)))
    })
  return characters
}

/** Reads a PDF that `printPaper` made, as far as tests look at one: no other PDF is made the same way. */
export function readPdf(file: Uint8Array): ReadPdf {
  const parts = partsOf(Buffer.from(file))
  const fonts = new Map<string, string[]>()
  for (const { head } of parts.values())
    for (const [, name = '', no = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(parts.get(Number(no))?.head ?? '')?.[1]
      if (map !== undefined) fonts.set(name, charactersIn(parts.get(Number(map))?.stream ?? ''))
    }
  const pages = [...parts.values()].flatMap(({ head }) => (/\/Type \/Page\n/.test(`${head}\n`) ? [/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? ''] : []))
  const drawing = pages.map((no) => parts.get(Number(no))?.stream ?? '').join('\n')
  let font: string[] = []
  let text = ''
  for (const [, name, glyphs] of drawing.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g))
    if (name !== undefined) font = fonts.get(name) ?? []
    else for (const [hex] of (glyphs ?? '').matchAll(/(?<=<[0-9a-f]*)[0-9a-f]{4}(?=[0-9a-f]*>)/g)) text += font[Number.parseInt(hex, 16)] ?? '?'
  return { text: text.replace(/\s/g, ''), drawing }
}
