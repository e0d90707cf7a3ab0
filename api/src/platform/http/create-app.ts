import { randomBytes } from 'node:crypto'
import Router from '@koa/router'
import Koa, { type Context, type Middleware, type Next } from 'koa'
import helmet from 'koa-helmet'
import type { Log } from '../log/log'
import type { HttpPlatform } from './platform'
import { problems } from './problem'

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
  /** Sheds load before anything expensive happens; absent in tests that do not test it. */
  overload?: Middleware
  observe?: (request: { method: string; route: string; status: number; durationMs: number }) => void
}

/** The Koa application. The order of the middlewares is the order of the promises: id, problems, headers, health, shedding, body, routes. */
export function createApp({ platform, log, routers, vital = [], outside = [], publicBase, trustProxy, overload, observe }: AppParts): Koa {
  const app = new Koa({ proxy: trustProxy ?? false, maxIpsCount: 1 })
  app.silent = true
  app.context.platform = platform
  app.use(async (ctx, next) => {
    ctx.state.requestId = randomBytes(12).toString('base64url')
    ctx.set('x-request-id', ctx.state.requestId as string)
    // Phones follow this clock for countdowns, also when a walk has moved it.
    ctx.set('date', platform.now().toUTCString())
    const from = performance.now()
    await next()
    const route = (ctx as Context & { _matchedRoute?: string })._matchedRoute ?? 'other'
    observe?.({ method: ctx.method, route: String(route), status: ctx.status, durationMs: performance.now() - from })
  })
  app.use(problems(log))
  app.use(securityHeaders(publicBase))
  for (const handler of vital) app.use(handler)
  if (overload) app.use(overload)
  for (const handler of outside) app.use(handler)
  app.use(notKept)
  const api = new Router({ prefix: '/api/v1' })
  for (const router of routers) api.use(router.routes())
  app.use(api.routes())
  // 405 with Allow; `problems` gives it its body.
  app.use(api.allowedMethods())
  return app
}

/** Answers of the API are personal: no cache on the way keeps them (R29). */
async function notKept(ctx: Context, next: Next): Promise<void> {
  if (ctx.path.startsWith('/api/')) ctx.set('cache-control', 'no-store')
  await next()
}

/** Strict headers of the H5 app (R29): no inline script, nothing from elsewhere, no framing. */
function securityHeaders(publicBase: string): Middleware {
  const socket = publicBase.replace(/^http/, 'ws')
  const strict = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", socket],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: publicBase.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  })
  return strict
}
