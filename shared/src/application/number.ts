import { checkCharacter } from '../verification'

/**
 * 办件号 as a person reads it: `BJ-YYYYMMDD-XXXXXX-C`. A human number with a check character (GB/T 17710); never used for access.
 * @param day calendar date in Asia/Shanghai, YYYY-MM-DD
 * @param random six characters of the alphabet of receipts, drawn by the server
 */
export function buildApplicationNumber({ day, random }: { day: string; random: string }): string {
  const date = day.replace(/-/g, '')
  return `BJ-${date}-${random}-${checkCharacter(`BJ${date}${random}`)}`
}

/** Reads a number as it was scanned or typed, in any case and with or without its dashes; null for anything else, a slip of the pen included. */
export function parseApplicationNumber(typed: string): string | null {
  const match = /^BJ-?(\d{8})-?([0-9A-Z]{6})-?([0-9A-Z])$/.exec(typed.trim().toUpperCase())
  const [, date = '', random = '', check = ''] = match ?? []
  return match && checkCharacter(`BJ${date}${random}`) === check ? `BJ-${date}-${random}-${check}` : null
}
