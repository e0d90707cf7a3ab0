import Router from '@koa/router'
import Koa, { type Context, type Middleware, type Next } from 'koa'
import type { Log } from '../log/log'
import { holdHead, releaseHead } from './answer-head'
import { directRoutes } from './direct-routes'
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
/** Answers of the API are personal: no cache on the way keeps them (R29). */
const NOT_KEPT = ['cache-control', 'no-store'] as const

type Routed = Context & { _matchedRoute?: unknown }

/**
 * The Koa application. The order of the middlewares is the order of the promises: id, headers, problems, health, body, routes.
 * Routes whose path says all are answered by the first: the rest of the chain is for parameters, files and refusals, and costs as much as
 * a bare request (docs/performance.md, P10).
 */
export function createApp({ platform, log, routers, vital = [], outside = [], publicBase, trustProxy, observe }: AppParts): Koa {
  const app = new Koa({ proxy: trustProxy ?? false, maxIpsCount: 1 })
  app.silent = true
  app.context.platform = platform
  const headers = securityHeaders(publicBase)
  const dateOf = createDateHeader(platform.now)
  const find = directRoutes(routers, API)
  const guard = problems(log)
  app.use(async (ctx, next) => {
    const from = performance.now()
    const requestId = newRequestId()
    ctx.state.requestId = requestId
    const common = [...headers, 'x-request-id', requestId, 'date', dateOf()]
    const route = find(ctx.req)
    if (route) {
      ;(ctx as Routed)._matchedRoute = route.path
      ctx.params = {}
      holdHead(ctx, [...common, ...NOT_KEPT])
      await guard(ctx, () => route.handle(ctx))
      releaseHead(ctx)
    } else {
      holdHead(ctx, common)
      releaseHead(ctx)
      await next()
    }
    if (observe)
      observe({ method: ctx.method, route: String((ctx as Routed)._matchedRoute ?? 'other'), status: ctx.status, durationMs: performance.now() - from })
  })
  app.use(guard)
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

async function notKept(ctx: Context, next: Next): Promise<void> {
  if (ctx.path.startsWith('/api/')) ctx.res.setHeader(...NOT_KEPT)
  await next()
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
