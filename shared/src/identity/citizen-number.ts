import { err, ok, type Result } from '../result'
import { withoutInvisible } from './typed-text'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK = '10X98765432'

/** Check character of the first 17 digits; GB 11643-1999, ISO 7064 MOD 11-2. */
export function citizenCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce<number>((total, weight, i) => total + weight * Number(first17[i]), 0)
  return CHECK[sum % 11]!
}

/** What a citizen number 公民身份号码 says: region at first registration, birth date, sex. */
export interface CitizenNumber {
  number: string
  region: string
  bornOn: string
  sex: 'male' | 'female'
}

/**
 * Why a number is not one. `legacy15`: the first generation, ended 2013-01-01 (居民身份证法 as amended 2011): the holder has an
 * 18-digit number and finds it on the present card.
 */
export type CitizenNumberRefusal = 'empty' | 'legacy15' | 'length' | 'characters' | 'birthDate' | 'checkDigit'

const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g
/**
 * Full-width digits and letters become plain, invisible characters and blanks go, x becomes X.
 * Only a–z are raised: `toUpperCase` alone would also turn ſ and ı into the letters S and I.
 */
export const normaliseNumber = (typed: string): string =>
  withoutInvisible(typed)
    .replace(/\s/g, '')
    .replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())

/** True for a day of the Gregorian calendar written YYYYMMDD. */
export function isCalendarDay(yyyymmdd: string): boolean {
  const [year, month, day] = [Number(yyyymmdd.slice(0, 4)), Number(yyyymmdd.slice(4, 6)), Number(yyyymmdd.slice(6, 8))]
  if (year < 1800 || year > 2200 || month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
}

/** Region, birth date YYMMDD and sequence: fifteen digits that say no such day are an 18-digit number with three missing. */
const isLegacyNumber = (number: string): boolean => /^\d{15}$/.test(number) && isCalendarDay(`19${number.slice(6, 12)}`)

/**
 * Reads a citizen number as somebody typed it. Source: GB 11643-1999.
 * @param today calendar date in Asia/Shanghai; with it, a birth date to come is refused
 */
export function parseCitizenNumber(typed: string, { today }: { today?: string } = {}): Result<CitizenNumber, CitizenNumberRefusal> {
  const number = normaliseNumber(typed)
  if (number === '') return err('empty')
  if (isLegacyNumber(number)) return err('legacy15')
  if (number.length !== 18) return err('length')
  if (!/^\d{17}[\dX]$/.test(number)) return err('characters')
  const born = number.slice(6, 14)
  const bornOn = `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`
  if (!isCalendarDay(born) || (today !== undefined && bornOn > today)) return err('birthDate')
  if (citizenCheckCharacter(number.slice(0, 17)) !== number[17]) return err('checkDigit')
  return ok({
    number,
    region: number.slice(0, 6),
    bornOn,
    sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
  })
}

/** Builds a valid number for invented people. @param sequence three digits, odd for men */
export function buildCitizenNumber({ region, bornOn, sequence }: { region: string; bornOn: string; sequence: string }): string {
  const first17 = region + bornOn.replace(/-/g, '') + sequence
  return first17 + citizenCheckCharacter(first17)
}
