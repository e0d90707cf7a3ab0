import { randomBytes } from 'node:crypto'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa, { type Context, type Middleware, type Next } from 'koa'
import helmet from 'koa-helmet'
import type { Log } from '../log/log'
import { AppError } from './app-error'
import { JSON_LIMITS } from './json-limits'
import type { HttpPlatform } from './platform'
import { problems } from './problem'

interface AppParts {
  platform: HttpPlatform
  log: Log
  /** Routers of the features, mounted below /api/v1. */
  routers: Router[]
  /** Handlers outside /api/v1: health, keys, documents, the H5 app. */
  outside?: Middleware[]
  /** Addresses the H5 app may open a WebSocket to, for the content security policy. */
  publicBase: string
  trustProxy?: boolean
  /** Sheds load before anything expensive happens; absent in tests that do not test it. */
  overload?: Middleware
  observe?: (request: { method: string; route: string; status: number; durationMs: number }) => void
}

/** The Koa application. The order of the middlewares is the order of the promises: id, problems, headers, shedding, body, routes. */
export function createApp({ platform, log, routers, outside = [], publicBase, trustProxy, overload, observe }: AppParts): Koa {
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
  if (overload) app.use(overload)
  for (const handler of outside) app.use(handler)
  app.use(jsonOnly)
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: JSON_LIMITS.bytes, jsonStrict: false, encoding: 'utf-8' }))
  const api = new Router({ prefix: '/api/v1' })
  for (const router of routers) api.use(router.routes())
  app.use(api.routes())
  app.use(
    api.allowedMethods({ throw: true, methodNotAllowed: () => new AppError('METHOD_NOT_ALLOWED'), notImplemented: () => new AppError('METHOD_NOT_ALLOWED') }),
  )
  return app
}

async function jsonOnly(ctx: Context, next: Next): Promise<void> {
  const hasBody = ctx.request.length !== undefined ? ctx.request.length > 0 : ctx.get('transfer-encoding') !== ''
  if (hasBody && !ctx.is('application/json')) throw new AppError('REQUEST_NOT_JSON')
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
