// The built H5 app on loopback, behind the very headers of the API (R29): the same createApp, with no routes.
import { createServer } from 'node:http'
import { createApp } from '../../api/src/platform/http/create-app.ts'
import { serveH5 } from '../../api/src/platform/static/serve-h5.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/**
 * An empty page under the headers of the app: a browser that goes there keeps its process, with everything it has compiled. Any other origin
 * or opener policy would begin a new one, which takes half of what an opening costs. With an icon: asked for one, we have none, and the first picture would be told so.
 */
export const BLANK = '/blank'
const blank = (ctx, next) => {
  if (ctx.path !== BLANK) return next()
  ctx.type = 'html'
  ctx.body = '<!doctype html><html lang="zh"><link rel="icon" href="data:,"><title>-</title></html>'
}

/** @returns {Promise<{ base: string, close: () => void }>} */
export async function serveApp(dir) {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${server.address().port}`
  const app = createApp({ platform: { now: () => new Date() }, log: silent, routers: [], outside: [blank, ...serveH5(dir)], publicBase: base })
  server.on('request', app.callback())
  return { base, close: () => server.close() }
}
