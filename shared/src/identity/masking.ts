/**
 * What of a person's data may stand on a screen without being asked for 脱敏 (security.md R20), as the design guide writes it.
 * Counted in code points, so that a rare character is one character (R26).
 */
const stars = (count: number): string => '*'.repeat(Math.max(0, count))

function keepEnds(text: string, { head, tail }: { head: number; tail: number }): string {
  const points = [...text]
  if (points.length <= head + tail) return stars(points.length)
  return points.slice(0, head).join('') + stars(points.length - head - tail) + points.slice(points.length - tail).join('')
}

/** 王** to others; the length of the name stays. */
export const maskPersonName = (name: string): string => (name === '' ? '' : keepEnds(name, { head: 1, tail: 0 }))

/** From so many characters on, so many at either end stay. */
const ENDS = [
  { from: 16, head: 6, tail: 4 },
  { from: 11, head: 3, tail: 3 },
  { from: 6, head: 1, tail: 1 },
  { from: 3, head: 0, tail: 1 },
]

/** 990102********0023. The shorter a number, the less of it stays: never as much as two thirds. */
export function maskDocumentNumber(number: string): string {
  const { length } = [...number]
  return keepEnds(number, ENDS.find(({ from }) => length >= from) ?? { head: 0, tail: 0 })
}

/** 199****0001; of anything that is no mobile number two digits stay. */
export const maskMobileNumber = (phone: string): string => keepEnds(phone, [...phone].length === 11 ? { head: 3, tail: 4 } : { head: 0, tail: 2 })

/** Province, city and district as far as six characters, never more than half. */
export function maskAddress(address: string): string {
  const points = [...address]
  const head = Math.min(6, Math.floor(points.length / 2))
  return points.slice(0, head).join('') + stars(Math.min(6, points.length - head))
}
