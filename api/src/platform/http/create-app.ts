import Router from '@koa/router'
import Koa, { type Context, type Middleware, type Next } from 'koa'
import type { Log } from '../log/log'
import { directRoutes, type DirectRoutes } from './direct-routes'
import type { HttpPlatform } from './platform'
import { problems } from './problem'
import { newRequestId } from './request-id'
import { securityHeaders } from './security-headers'

interface AppParts {
  platform: HttpPlatform
  log: Log
  /** Routers of the features, mounted below /api/v1. */
  routers: Router[]
  /** Health and figures: answered whatever the load, because the orchestrator ends what does not answer. */
  vital?: Middleware[]
  /** Handlers outside /api/v1: keys, documents, the H5 app. */
  outside?: Middleware[]
  /** Addresses the H5 app may open a WebSocket to, for the content security policy. */
  publicBase: string
  trustProxy?: boolean
  observe?: (request: { method: string; route: string; status: number; durationMs: number }) => void
}

const API = '/api/v1'

type Routed = Context & { _matchedRoute?: unknown }

/** The Koa application. The order of the middlewares is the order of the promises: id, headers, problems, health, body, routes. */
export function createApp({ platform, log, routers, vital = [], outside = [], publicBase, trustProxy, observe }: AppParts): Koa {
  const app = new Koa({ proxy: trustProxy ?? false, maxIpsCount: 1 })
  app.silent = true
  app.context.platform = platform
  const headers = securityHeaders(publicBase)
  const dateOf = createDateHeader(platform.now)
  app.use(async (ctx, next) => {
    const from = performance.now()
    const { res } = ctx
    ctx.state.requestId = newRequestId()
    res.setHeader('x-request-id', ctx.state.requestId as string)
    res.setHeader('date', dateOf())
    for (const [name, value] of headers) res.setHeader(name, value)
    await next()
    if (observe)
      observe({ method: ctx.method, route: String((ctx as Routed)._matchedRoute ?? 'other'), status: ctx.status, durationMs: performance.now() - from })
  })
  app.use(problems(log))
  app.use(answerDirectly(directRoutes(routers, API)))
  for (const handler of vital) app.use(handler)
  for (const handler of outside) app.use(handler)
  app.use(notKept)
  const api = new Router({ prefix: API })
  for (const router of routers) api.use(router.routes())
  app.use(api.routes())
  // 405 with Allow; `problems` gives it its body.
  app.use(api.allowedMethods())
  return app
}

/** Answers of the API are personal: no cache on the way keeps them (R29). */
async function notKept(ctx: Context, next: Next): Promise<void> {
  if (ctx.path.startsWith('/api/')) ctx.res.setHeader('cache-control', 'no-store')
  await next()
}

/** Routes whose path says all; the rest of the chain is for parameters, files and refusals. */
function answerDirectly(find: DirectRoutes): Middleware {
  return async (ctx, next) => {
    const route = find(ctx.method, ctx.path)
    if (!route) return next()
    ;(ctx as Routed)._matchedRoute = route.path
    ctx.params = {}
    ctx.res.setHeader('cache-control', 'no-store')
    return route.handle(ctx)
  }
}

/** Phones follow this clock for countdowns, also when a walk has moved it. Written anew once a second. */
function createDateHeader(now: () => Date): () => string {
  let second = Number.NaN
  let text = ''
  return () => {
    const at = now()
    const current = Math.floor(at.getTime() / 1000)
    if (current !== second) {
      second = current
      text = at.toUTCString()
    }
    return text
  }
}
