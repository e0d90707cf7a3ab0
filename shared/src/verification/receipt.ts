import { err, ok, type Result } from '../result'

/** Letters and digits of a receipt; ISO/IEC 7064 MOD 37,36 = GB/T 17710 works over these 36. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Check character after GB/T 17710 (ISO/IEC 7064 MOD 37,36) over digits and capitals. */
export function checkCharacter(text: string): string {
  let product = 36
  for (const character of text) {
    product = (product + ALPHABET.indexOf(character)) % 36 || 36
    product = (product * 2) % 37
  }
  return ALPHABET[(37 - product) % 36]!
}

/**
 * 核验回执号 for the case file: `HY-MMDD-XXXXXX-C`. A human number with a check character; never used for access.
 * @param day calendar date in Asia/Shanghai, YYYY-MM-DD
 * @param random six characters of the alphabet, drawn by the server
 */
export function buildReceipt({ day, random }: { day: string; random: string }): string {
  const monthDay = day.slice(5, 7) + day.slice(8, 10)
  return `HY-${monthDay}-${random}-${checkCharacter(`HY${monthDay}${random}`)}`
}

/** Reads a receipt typed by hand; refuses one whose check character does not fit. */
export function parseReceipt(typed: string): Result<string, 'malformed' | 'mistyped'> {
  const match = /^HY-?(\d{4})-?([0-9A-Z]{6})-?([0-9A-Z])$/.exec(typed.trim().toUpperCase())
  if (!match) return err('malformed')
  const [, monthDay = '', random = '', check] = match
  return checkCharacter(`HY${monthDay}${random}`) === check ? ok(`HY-${monthDay}-${random}-${check}`) : err('mistyped')
}
