import type { IncomingMessage } from 'node:http'
import type Router from '@koa/router'
import type { Context, Middleware } from 'koa'

interface DirectRoute {
  /** As the router knows it, for metrics. */
  path: string
  handle: (ctx: Context) => Promise<unknown>
}

/** Routes without parameters, found by one look-up; the router compares a request with every route it has. */
export type DirectRoutes = (request: Pick<IncomingMessage, 'method' | 'url'>) => DirectRoute | undefined

const never = async () => undefined

/** @param prefix where the routers are mounted. Only routes of a single handler are taken; all others stay the router's. */
export function directRoutes(routers: readonly Router[], prefix: string): DirectRoutes {
  const routes = new Map<string, DirectRoute>()
  for (const router of routers) {
    for (const layer of router.stack) {
      const path = String(layer.path)
      const [handler, ...more] = layer.stack as Middleware[]
      if (!handler || more.length > 0 || !/^[\w/-]*$/.test(path)) continue
      const exact = prefix + path.replace(/\/$/, '')
      const handle = (ctx: Context) => Promise.resolve(handler(ctx as never, never))
      for (const method of layer.methods) {
        const key = `${method} ${exact}`
        // The first one declared is the router's choice too.
        if (!routes.has(key)) routes.set(key, { path: prefix + path, handle })
      }
    }
  }
  return ({ method, url = '' }) => {
    const query = url.indexOf('?')
    return routes.get(`${method} ${query < 0 ? url : url.slice(0, query)}`)
  }
}
