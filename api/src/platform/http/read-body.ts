import { bodyParser } from '@koa/bodyparser'
import type { Context } from 'koa'
import { AppError } from './app-error'
import { whileSending } from '../overload/place'
import { isWithinJsonLimits, JSON_LIMITS } from './json-limits'
import { isPlainJson, readPlainJson } from './read-plain-json'

/** What our readers of a body throw; each knows its status in its own way, none of them exposes it. */
interface ReadFailure {
  status?: number
  type?: string
  code?: string
}

/** Broken compression (`Z_DATA_ERROR`, `Z_BUF_ERROR`, brotli's `ERR_…`) says so by its code only. */
const isBrokenCompression = ({ code }: ReadFailure) => typeof code === 'string' && /^(?:Z_|ERR__?(?:BROTLI|ERROR|PADDING)|ERR_FORMAT|ERR_ALLOC)/.test(code)

/** A body that cannot be read is the sender's mistake and has a code, whatever the reader threw. */
function toRefusal(thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown
  const failure = thrown as ReadFailure
  if (failure.status === 413) return new AppError('REQUEST_TOO_LARGE', { cause: thrown })
  if (failure.status === 415) return new AppError('REQUEST_NOT_JSON', { cause: thrown })
  const byStatus = failure.status !== undefined && failure.status >= 400 && failure.status < 500
  return byStatus || isBrokenCompression(failure) ? new AppError('REQUEST_INVALID', { cause: thrown }) : thrown
}

const WITHOUT_BODY = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])

const parseJson = bodyParser({
  enableTypes: ['json'],
  jsonLimit: JSON_LIMITS.bytes,
  jsonStrict: false,
  encoding: 'utf-8',
  onError: (thrown) => {
    throw toRefusal(thrown)
  },
})

/**
 * The JSON body of a request within its limits, undefined where none came (R11). Called by the endpoint after sign-in: nobody else
 * makes us read anything.
 * @throws AppError REQUEST_NOT_JSON · REQUEST_TOO_LARGE · REQUEST_TOO_COMPLEX · REQUEST_INVALID, also for a body where none belongs
 */
export async function readBody(ctx: Context): Promise<unknown> {
  const { headers } = ctx.req
  const length = Number(headers['content-length'] ?? 0)
  if (length === 0 && headers['transfer-encoding'] === undefined) return undefined
  if (WITHOUT_BODY.has(ctx.method)) throw new AppError('REQUEST_INVALID')
  const body = await whileSending(ctx.req, isPlainJson(ctx) ? readPlainJson(ctx) : readAnyJson(ctx))
  if (!isWithinJsonLimits(body)) throw new AppError('REQUEST_TOO_COMPLEX')
  return body
}

/** JSON in whatever form it came: in pieces, compressed, with further parameters. */
async function readAnyJson(ctx: Context): Promise<unknown> {
  if (!ctx.is('application/json')) throw new AppError('REQUEST_NOT_JSON')
  await parseJson(ctx as never, async () => undefined)
  return (ctx.request as { body?: unknown }).body
}
