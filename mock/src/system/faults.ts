import type { Middleware } from 'koa'
import type { Fields } from './fields'
import { FieldProblem } from './fields'

const FAILURES = ['http500', 'timeout', 'garbage', 'refuse'] as const
export type Failure = (typeof FAILURES)[number]

export interface FaultSetting {
  latencyMs: number
  failWith: Failure | null
  /** For how many calls more; null until reset. */
  count: number | null
}

const NONE: FaultSetting = { latencyMs: 0, failWith: null, count: null }

/** @throws FieldProblem */
export function readFaultSetting(fields: Fields): FaultSetting {
  const latencyMs = fields.count('latencyMs', 0)
  const count = fields.optionalCount('count') ?? null
  if (latencyMs < 0 || latencyMs > 60_000) throw new FieldProblem('latencyMs')
  if (count !== null && count < 1) throw new FieldProblem('count')
  return { latencyMs, failWith: fields.optionalText('failWith') === undefined ? null : fields.oneOf('failWith', FAILURES), count }
}

/** The bad days of one outside system. What is under `/_control` never fails, so that a bad day can be ended. */
export function createFaults() {
  let setting = NONE
  const held = new Set<() => void>()

  function take(): FaultSetting {
    const now = setting
    if (setting.count !== null) setting = setting.count > 1 ? { ...setting, count: setting.count - 1 } : NONE
    return now
  }

  const middleware: Middleware = async (ctx, next) => {
    if (ctx.path.startsWith('/_control')) return next()
    const { latencyMs, failWith } = take()
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs).unref())
    switch (failWith) {
      case null:
        return next()
      case 'http500':
        ctx.status = 500
        ctx.type = 'text/html'
        ctx.body = '<html><body><h1>500 Internal Server Error</h1></body></html>'
        return
      case 'garbage':
        ctx.status = 200
        ctx.type = 'application/json'
        ctx.body = '{"ok": tru\u0000 <!-- <?xml'
        return
      case 'timeout':
        await new Promise<void>((resolve) => {
          const release = () => {
            held.delete(release)
            resolve()
          }
          held.add(release)
          ctx.res.once('close', release)
        })
        ctx.respond = false
        ctx.req.socket.destroy()
        return
      case 'refuse':
        ctx.respond = false
        ctx.req.socket.destroy()
    }
  }

  return {
    middleware,
    current: () => setting,
    set: (next: FaultSetting) => {
      setting = next
    },
    reset: () => {
      setting = NONE
      for (const release of held) release()
    },
  }
}
