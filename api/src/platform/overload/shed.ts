import type { Context, Next } from 'koa'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { AppError } from '../http/app-error'

export interface SheddingThresholds {
  /** Lag of the event loop from which ordinary requests are sent away, ms. */
  ordinaryMs: number
  /** From which even verifications are: the last to be shed (R23). */
  verificationMs: number
}

const SAMPLE_MS = 200

/** Sends requests away with 503 and Retry-After while the event loop lags, verifications last. */
export function createShedding({ ordinaryMs, verificationMs }: SheddingThresholds) {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  let lagMs = 0
  const timer = setInterval(() => {
    lagMs = Math.max(0, delay.percentile(90) / 1e6 - 10)
    delay.reset()
  }, SAMPLE_MS)
  timer.unref()
  return {
    lagMs: () => lagMs,
    stop: () => {
      clearInterval(timer)
      delay.disable()
    },
    middleware: async (ctx: Context, next: Next): Promise<void> => {
      const isVerification = ctx.method === 'POST' && ctx.path === '/api/v1/verifications'
      if (lagMs > (isVerification ? verificationMs : ordinaryMs)) throw new AppError('OVERLOADED', { retryAfterSeconds: 2 })
      await next()
    },
  }
}
