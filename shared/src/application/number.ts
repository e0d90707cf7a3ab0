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
