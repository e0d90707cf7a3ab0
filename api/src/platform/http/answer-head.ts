import type { Context } from 'koa'

/** Headers of an answer that are settled before anybody works on it, name and value in turn. */
export type Head = readonly string[]

interface Held {
  /** Not written yet. */
  head?: Head
}

/** Keeps the head until the answer is there: an answer of ours is written in one go, body and all. */
export function holdHead(ctx: Context, head: Head): void {
  ;(ctx.state as Held).head = head
}

/** Writes what is held one by one, for an answer that Koa finishes. What the handler has set itself stays. */
export function releaseHead(ctx: Context): void {
  const { head } = ctx.state as Held
  if (!head) return
  ;(ctx.state as Held).head = undefined
  for (let i = 0; i < head.length; i += 2) if (!ctx.res.hasHeader(head[i]!)) ctx.res.setHeader(head[i]!, head[i + 1]!)
}

const JSON_TYPE = 'application/json; charset=utf-8'

/**
 * Answers JSON. As bytes: a text with Chinese in it would be turned into them twice, for its length and for the wire. With the held head
 * in one go: a dozen headers set one by one cost half as much as all of a bare Koa (docs/performance.md, P10). A handler that has set
 * headers of its own is answered through Koa.
 */
export function sendJson(ctx: Context, status: number, value: unknown): void {
  const { head } = ctx.state as Held
  const { res } = ctx
  const bytes = Buffer.from(JSON.stringify(value), 'utf8')
  if (!head || res.getHeaderNames().length > 0) {
    ctx.status = status
    res.setHeader('content-type', JSON_TYPE)
    ctx.body = bytes
    return
  }
  ;(ctx.state as Held).head = undefined
  ctx.respond = false
  // Also for somebody who has gone: what is counted is the answer he would have got.
  res.statusCode = status
  if (!ctx.writable) return
  res.writeHead(status, [...head, 'content-type', JSON_TYPE, 'content-length', String(bytes.length)])
  res.end(bytes)
}
