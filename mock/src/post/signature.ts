import { createHash, createHmac } from 'node:crypto'

/** HMAC of one request: hex over time, method, path and the digest of the raw body, one a line. */
export function signPostRequest({ key, time, method, path, body }: { key: string; time: string; method: string; path: string; body: string }): string {
  const digest = createHash('sha256').update(body, 'utf8').digest('hex')
  return createHmac('sha256', key).update([time, method, path, digest].join('\n')).digest('hex')
}
