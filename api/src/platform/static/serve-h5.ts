import compress from 'koa-compress'
import serveStatic from 'koa-static'
import type { Middleware } from 'koa'

const HASHED = /\.[0-9a-f]{8,}\.(?:js|css|png|svg|woff2|wasm)$/

/** The H5 app: hashed files may be kept for a year, `index.html` is asked for again every time. */
export function serveH5(dir: string): Middleware[] {
  const files = serveStatic(dir, {
    hidden: false,
    index: 'index.html',
    setHeaders: (response, path) => void response.setHeader('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  const app: Middleware = async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || ctx.path.startsWith('/api/')) return next()
    return files(ctx as never, next)
  }
  return [exceptApi(compress({ threshold: 1024, br: {} }) as unknown as Middleware), app]
}

/** Answers of the API are short and hold what must not be guessed from a length: they are never compressed. */
const exceptApi =
  (middleware: Middleware): Middleware =>
  (ctx, next) =>
    ctx.path.startsWith('/api/') ? next() : middleware(ctx, next)
