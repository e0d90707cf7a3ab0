/**
 * What of a person's data may stand on a screen without being asked for 脱敏 (security.md R20). Counted in code points, so
 * that a rare character is one character (R26).
 */
export function maskName(name: string): string {
  const points = [...name]
  if (points.length <= 1) return '*'
  return '*'.repeat(points.length - 1) + points[points.length - 1]
}

export function maskPhone(phone: string): string {
  return phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(7)}` : '****'
}

/** First and last characters of a document number: three and four of a long one, one and one of a short one. */
export function maskNumber(number: string): string {
  const points = [...number]
  const [head, tail] = points.length >= 15 ? [3, 4] : points.length >= 8 ? [2, 2] : [1, 1]
  if (points.length <= head + tail) return '*'.repeat(points.length)
  return points.slice(0, head).join('') + '*'.repeat(points.length - head - tail) + points.slice(-tail).join('')
}
