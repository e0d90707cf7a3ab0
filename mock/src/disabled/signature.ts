import { createHash, createHmac } from 'node:crypto'

/** HMAC of one request: hex over timestamp, nonce, method, path and the digest of the raw body, one a line. */
export function signRequest({ key, timestamp, nonce, path, body }: { key: string; timestamp: string; nonce: string; path: string; body: string }): string {
  const digest = createHash('sha256').update(body, 'utf8').digest('hex')
  return createHmac('sha256', key).update([timestamp, nonce, 'POST', path, digest].join('\n')).digest('hex')
}
