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

/** Which of the secrets stand in the text, by their place in the list; the secrets themselves are not repeated. */
export function tracesIn(where: string, text: string, secrets: readonly { what: string; value: string }[]): string[] {
  return secrets.flatMap(({ what, value }) => (spellingsOf(value).some((spelling) => text.includes(spelling)) ? [`${where}: ${what}`] : []))
}
