import { err, ok, type Result } from '../result'
import { withoutInvisible } from './typed-text'

/** Longest name a register takes, in code points; names of 维吾尔 and foreign holders are long. */
export const LONGEST_NAME = 50

export type PersonNameRefusal = 'empty' | 'tooShort' | 'tooLong' | 'characters'

/** How keyboards write the dot 间隔号 of a transliterated name; U+00B7 is the one of GB/T 15834. */
const DOTS = /\s*[·•‧・･⋅∙․.．]\s*/g
/** Letters and marks, 〇 (a number to Unicode, a name in China), private-use characters of older registers, and what joins them. */
const ALLOWED = /^[\p{L}\p{M}〇\u{e000}-\u{f8ff}· '-]+$/u

/** A name as registers compare it: NFC, one kind of dot, single blanks, nothing invisible. */
export const normalisePersonName = (typed: string): string =>
  withoutInvisible(typed).normalize('NFC').replace(DOTS, '·').replace(/’/g, "'").replace(/\s+/g, ' ').trim()

/** Reads a person's name 姓名 as typed; lengths are code points, so that 𬭎 is one character (security.md R26). */
export function parsePersonName(typed: string): Result<string, PersonNameRefusal> {
  const name = normalisePersonName(typed)
  const length = [...name].length
  if (length === 0) return err('empty')
  if (length < 2) return err('tooShort')
  if (length > LONGEST_NAME) return err('tooLong')
  return ALLOWED.test(name) && !/^[· '-]|[· '-]$/.test(name) ? ok(name) : err('characters')
}
