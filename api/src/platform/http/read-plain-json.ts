import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import { AppError } from './app-error'
import { JSON_LIMITS } from './json-limits'

const PLAIN = /^application\/json(?:; ?charset=utf-8)?$/i
/** A member called `__proto__`, its letters plain or as escapes. */
const PROTOTYPE = new RegExp(`"${[...'__proto__'].map((letter) => `(?:${letter}|\\\\u00${letter.charCodeAt(0).toString(16)})`).join('')}"\\s*:`, 'i')

/** The form every client of ours sends: JSON as it is, with its length. */
export function isPlainJson({ req: { headers } }: Context): boolean {
  return Number(headers['content-length']) > 0 && PLAIN.test(headers['content-type'] ?? '') && headers['content-encoding'] === undefined
}

/**
 * Reads the plain form without the general parser, which costs as much as all the rest of the stack (docs/performance.md, P2).
 * @throws AppError REQUEST_TOO_LARGE · REQUEST_INVALID
 */
export async function readPlainJson({ req }: Context): Promise<unknown> {
  if (Number(req.headers['content-length']) > JSON_LIMITS.bytes) throw new AppError('REQUEST_TOO_LARGE')
  const text = await readText(req)
  try {
    const value: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
    if (!PROTOTYPE.test(text)) return value
  } catch (cause) {
    throw new AppError('REQUEST_INVALID', { cause })
  }
  throw new AppError('REQUEST_INVALID')
}

/** The HTTP parser of Node ends the body at its announced length. A sender who goes away is told nothing, and waited for by nobody. */
function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const gone = (cause?: unknown) => {
      // Every request is closed in the end; an error for each, with its stack, would cost more than reading it.
      if (!request.readableEnded) reject(new AppError('REQUEST_INVALID', { cause }))
    }
    if (request.destroyed) return gone()
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.once('end', () => resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8')))
    request.once('error', gone)
    request.once('close', gone)
  })
}
