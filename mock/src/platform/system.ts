import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa, { type Context, type Next } from 'koa'

/** How a system misbehaves until further notice, or for `count` calls. */
interface Faults {
  latencyMs: number
  failWith: 'http500' | 'timeout' | 'garbage' | 'refuse' | null
  count: number
}

const CALM: Faults = { latencyMs: 0, failWith: null, count: Number.POSITIVE_INFINITY }

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One outside system: its routes, and the switches that make it slow or broken. `onReset` puts its data back. */
export function createSystem(define: (router: Router) => void, onReset: () => void = () => undefined): Koa {
  const app = new Koa()
  app.silent = true
  let faults = CALM
  const control = new Router({ prefix: '/_control' })
  control.post('/faults', (ctx) => {
    const wanted = ((ctx.request as { body?: unknown }).body ?? {}) as Partial<Faults>
    faults = { ...CALM, ...wanted }
    ctx.body = { ok: true }
  })
  control.post('/reset', (ctx) => {
    faults = CALM
    onReset()
    ctx.body = { ok: true }
  })
  async function misbehave(ctx: Context, next: Next): Promise<void> {
    if (ctx.path.startsWith('/_control')) return next()
    const { latencyMs, failWith, count } = faults
    if (count <= 0) return next()
    faults = { ...faults, count: count - 1 }
    if (latencyMs > 0) await wait(latencyMs)
    if (failWith === 'http500') ctx.throw(500)
    if (failWith === 'refuse') return void ctx.req.socket.destroy()
    if (failWith === 'garbage') return void (ctx.body = '<html>\u0000 not what you asked for')
    if (failWith === 'timeout') await new Promise((resolve) => ctx.req.once('close', resolve))
    return next()
  }
  const router = new Router()
  define(router)
  app.use(bodyParser({ enableTypes: ['json', 'form'] }))
  app.use(misbehave)
  app.use(control.routes())
  app.use(router.routes())
  return app
}

/** Body of a request as an object. */
export const bodyOf = (ctx: Context): Record<string, unknown> => ((ctx.request as { body?: unknown }).body ?? {}) as Record<string, unknown>
/** A text member of it, or ''. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
