import { err, ok, type Result } from '../result'
import { toPlainWidth, withoutInvisible } from './typed-text'

/** Longest name a register takes, in code points; names of 维吾尔 and foreign holders are long. */
export const LONGEST_NAME = 50

export type PersonNameRefusal = 'empty' | 'tooShort' | 'tooLong' | 'characters'

/** How keyboards write the dot 间隔号 of a transliterated name; U+00B7 is the one of GB/T 15834. Single blanks beside it are nobody's. */
const DOTS = / ?[·•‧・･⋅∙․.] ?/g
/** 部首 as PDFs copy them: ⼩ for 小. */
const RADICALS = /[\u2f00-\u2fd5]/g

/**
 * A name in 汉字, in Latin letters or in both, or in one of the other scripts of documents in China. Among 汉字 are extensions to come, the private-use
 * ones of older registers, and 〇, a number to Unicode. No Cyrillic, no Greek, no letters of phonetics: they pass for Latin ones.
 */
const WRITTEN = [
  /^[\u3400-\u4dbf\u4e00-\u9fff\ufa0e-\ufa29\u{20000}-\u{3fffd}\u{e000}-\u{f8ff}〇A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\p{M}· '-]+$/u,
  /^[\p{Script=Arabic}\p{M}· '-]+$/u,
  /^[\p{Script=Tibetan}\p{M}· '-]+$/u,
  /^[\p{Script=Mongolian}\p{M}· '-]+$/u,
  /^[\p{Script=Yi}\p{M}· '-]+$/u,
  /^[\p{Script=Hangul}\p{M}· '-]+$/u,
]
/** More than two marks on a letter are no name's. */
const HEAPED_MARKS = /\p{M}{3}/u

/** A name as registers compare it: NFC, of plain width, one kind of dot, single blanks, nothing invisible. In a time that grows with its length alone. */
export const normalisePersonName = (typed: string): string =>
  toPlainWidth(withoutInvisible(typed).normalize('NFC'))
    .replace(RADICALS, (radical) => radical.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .replace(DOTS, '·')
    .replace(/’/g, "'")
    .trim()

/** Reads a person's name 姓名 as typed; lengths are code points, so that 𬭎 is one character (security.md R26). */
export function parsePersonName(typed: string): Result<string, PersonNameRefusal> {
  const name = normalisePersonName(typed)
  const length = [...name].length
  if (length === 0) return err('empty')
  if (length < 2) return err('tooShort')
  if (length > LONGEST_NAME) return err('tooLong')
  return WRITTEN.some((letters) => letters.test(name)) && !HEAPED_MARKS.test(name) && !/^[· '-]|[· '-]$/.test(name) ? ok(name) : err('characters')
}
