import { err, ok, type Result } from '../result'

/** Luhn check digit (ISO/IEC 7812-1 annex B) over eleven digits: a mistyped digit is told before anything is asked. */
function checkDigit(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const weighted = i % 2 === 0 ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return String((10 - (sum % 10)) % 10)
}

/** 短码: the twelve-digit form of a presentation code, eleven random digits and a check digit. */
export const buildShortCode = (elevenDigits: string): string => elevenDigits + checkDigit(elevenDigits)

/** Shown in groups of four: 1234 5678 9012. */
export const formatShortCode = (shortCode: string): string => shortCode.replace(/(\d{4})(?=\d)/g, '$1 ')

/** Reads what was typed; full-width digits and blanks are forgiven. */
export function parseShortCode(typed: string): Result<string, 'malformed' | 'mistyped'> {
  const digits = typed.replace(/[\uff10-\uff19]/g, (wide) => String(wide.charCodeAt(0) - 0xff10)).replace(/[\s\u00a0\u3000-]/g, '')
  if (!/^\d{12}$/.test(digits)) return err('malformed')
  return checkDigit(digits.slice(0, 11)) === digits[11] ? ok(digits) : err('mistyped')
}
