import compress from 'koa-compress'
import serveStatic from 'koa-static'
import type { Middleware } from 'koa'

const HASHED = /\.[0-9a-f]{8,}\.(?:js|css|png|svg|woff2|wasm)$/

/**
 * The H5 app: hashed files may be kept for a year, `index.html` is asked for again every time. `/v`, where the codes point,
 * serves the app too, so that a code scanned with an ordinary camera explains itself; what follows `#` never reaches us.
 */
export function serveH5(dir: string): Middleware[] {
  const files = serveStatic(dir, {
    hidden: false,
    index: 'index.html',
    setHeaders: (response, path) => void response.setHeader('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  const app: Middleware = async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || ctx.path.startsWith('/api/')) return next()
    if (ctx.path === '/v') ctx.path = '/index.html'
    return files(ctx as never, next)
  }
  return [compress({ threshold: 1024, br: {} }) as unknown as Middleware, app]
}
