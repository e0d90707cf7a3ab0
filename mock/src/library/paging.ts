/** A page token others cannot read anything into. @param salt names the query, so that a token of another query is refused */
export const toPageToken = (offset: number, salt: string): string => Buffer.from(`${salt}:${offset}`, 'utf8').toString('base64url')

/** The offset in a token made by `toPageToken`; null for any other text. */
export function parsePageToken(token: string, salt: string): number | null {
  const text = Buffer.from(token, 'base64url').toString('utf8')
  const offset = text.startsWith(`${salt}:`) ? text.slice(salt.length + 1) : ''
  return /^\d{1,6}$/.test(offset) ? Number(offset) : null
}
