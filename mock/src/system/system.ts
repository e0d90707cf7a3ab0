import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import { createFaults, readFaultSetting } from './faults'
import { FieldProblem, readFields } from './fields'

/** One outside system: its app, and the way back to its first day. */
export interface System {
  app: Koa
  reset: () => void
}

export interface SystemParts {
  /** The protocol as the partner publishes it. */
  router: Router
  /** What only a stand-in has: `/_control/…`. */
  control: Router
}

/**
 * Builds one stand-in: body parsing, faults, counting of calls, and `/_control/{faults,reset,calls}` around its own protocol.
 * @param build adds the routes and returns what brings its data back to the first day
 */
export function createSystem({ build }: { build: (parts: SystemParts) => () => void }): System {
  const app = new Koa()
  const router = new Router()
  const control = new Router({ prefix: '/_control' })
  const faults = createFaults()
  const calls = new Map<string, number>()
  const resetData = build({ router, control })

  const reset = () => {
    faults.reset()
    calls.clear()
    resetData()
  }
  control.post('/faults', (ctx) => {
    faults.set(readFaultSetting(readFields(ctx.request.body)))
    ctx.body = faults.current()
  })
  control.get('/faults', (ctx) => {
    ctx.body = faults.current()
  })
  control.post('/reset', (ctx) => {
    reset()
    ctx.body = { ok: true }
  })
  control.get('/calls', (ctx) => {
    ctx.body = { total: [...calls.values()].reduce((sum, n) => sum + n, 0), byPath: Object.fromEntries(calls) }
  })

  app.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/_control')) {
      const call = `${ctx.method} ${ctx.path}`
      calls.set(call, (calls.get(call) ?? 0) + 1)
    }
    await next()
  })
  app.use(faults.middleware)
  app.use(async (ctx, next) => {
    try {
      await next()
    } catch (cause) {
      if (!(cause instanceof FieldProblem)) throw cause
      ctx.status = 400
      ctx.body = { code: 'REQUEST_INVALID', field: cause.field }
    }
  })
  app.use(bodyParser({ enableTypes: ['json', 'form'], jsonLimit: '64kb', formLimit: '64kb', encoding: 'utf-8' }))
  app.use(control.routes())
  app.use(router.routes())
  app.on('error', (cause: { status?: number; name?: string; code?: string }, ctx?: Koa.Context) => {
    // Whoever hung up gets no answer; and what a request held is never printed (R19).
    if (cause.status === undefined && !ctx?.res.destroyed) process.stderr.write(`mock: ${cause.name ?? 'error'} ${cause.code ?? ''}\n`)
  })
  return { app, reset }
}
