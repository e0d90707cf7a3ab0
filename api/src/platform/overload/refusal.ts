import { ERRORS } from '@zsb/shared'
import type { ServerResponse } from 'node:http'
import { newRequestId } from '../http/request-id'
import { securityHeaders } from '../http/security-headers'

/** Who is sent away is asked to come again after this long. */
export const RETRY_AFTER_SECONDS = 2

/** Without letters beyond ASCII a text goes out as it is. */
const toAscii = (json: string) => json.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

/**
 * The answer to who is sent away because there is too much to do: the same problem details as everywhere, written once. It is given to
 * ten times as many as are served, so whatever it costs is taken from them.
 */
export function createRefusal(publicBase: string): (res: ServerResponse) => void {
  const { status, zh, en } = ERRORS.OVERLOADED
  const code = 'OVERLOADED'
  const problem = toAscii(JSON.stringify({ type: `urn:zhangshangban:error:${code}`, title: zh, status, code, zh, en, requestId: '' }))
  const beforeId = problem.slice(0, -2)
  const length = problem.length + newRequestId().length
  const headers = [
    ...securityHeaders(publicBase).flat(),
    ...['content-type', 'application/problem+json; charset=utf-8'],
    ...['content-length', String(length)],
    ...['cache-control', 'no-store'],
    ...['retry-after', String(RETRY_AFTER_SECONDS)],
    'x-request-id',
  ]
  return (res) => {
    const id = newRequestId()
    // Phones follow the API's clock by this header, not the machine's; a refusal tells no time.
    res.sendDate = false
    res.writeHead(status, [...headers, id])
    res.end(`${beforeId}${id}"}`, 'latin1')
  }
}
