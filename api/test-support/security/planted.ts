import { randomBytes } from 'node:crypto'
import { buildCitizenNumber } from '@zsb/shared/identity'

/** Somebody invented so that any trace of him can be found again: nothing of him occurs anywhere by chance. */
export interface Planted {
  name: string
  number: string
  phone: string
  password: string
  partnerCode: string
  words: string
}

const SIGNS = [...'翀翊翎翙翚翛翮翯翃翏翦翱']

export function plant(i: number): Planted {
  const name = `禤${SIGNS[Math.floor(i / 144) % 12]!}${SIGNS[Math.floor(i / 12) % 12]!}${SIGNS[i % 12]!}`
  const bornOn = `19${60 + (i % 39)}-0${1 + (i % 9)}-${String(10 + (i % 18))}`
  const mark = randomBytes(9).toString('hex')
  return {
    name,
    number: buildCitizenNumber({ region: '990188', bornOn, sequence: String(100 + (i % 900)) }),
    phone: `1387${String(3_000_000 + i * 7_919).slice(-7)}`,
    password: `planted-password-${mark}`,
    partnerCode: `planted-code-${mark}`,
    words: `家住桃花源${mark}号`,
  }
}

/** Every spelling under which a planted text may turn up in a log, an address or a figure. */
export function spellingsOf(text: string): string[] {
  const escaped = [...text].map((sign) => (sign.codePointAt(0)! > 126 ? `\\u${sign.codePointAt(0)!.toString(16).padStart(4, '0')}` : sign)).join('')
  return [
    ...new Set([
      text,
      encodeURIComponent(text),
      escaped,
      Buffer.from(text).toString('base64url'),
      Buffer.from(text).toString('base64').replace(/=+$/, ''),
      Buffer.from(text).toString('hex'),
    ]),
  ]
}

/** So many characters of a spelling it is found by; shorter ones have a table of their own. */
const MARKS = [8, 4, 1] as const

/**
 * Which of the secrets stand in the text, by their place in the list; the secrets themselves are not repeated. Goes through the text once,
 * however many secrets there are: the logs of 500 lives have hundreds of megabytes.
 */
export function tracesIn(where: string, text: string, secrets: readonly { what: string; value: string }[]): string[] {
  const tables = MARKS.map((length) => ({ length, at: new Map<string, { spelling: string; index: number }[]>() }))
  secrets.forEach(({ value }, index) => {
    for (const spelling of spellingsOf(value)) {
      const table = tables.find(({ length }) => spelling.length >= length)
      if (!table) throw new Error('an empty text would be found everywhere')
      const mark = spelling.slice(0, table.length)
      table.at.set(mark, [...(table.at.get(mark) ?? []), { spelling, index }])
    }
  })
  const found = new Set<number>()
  for (const { length, at } of tables) {
    if (at.size === 0) continue
    for (let i = 0; i + length <= text.length; i++)
      for (const { spelling, index } of at.get(text.slice(i, i + length)) ?? []) if (!found.has(index) && text.startsWith(spelling, i)) found.add(index)
  }
  return [...found].sort((a, b) => a - b).map((index) => `${where}: ${secrets[index]!.what}`)
}
