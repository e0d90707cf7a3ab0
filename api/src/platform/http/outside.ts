import type { Context, Middleware, Next } from 'koa'

/** One answer outside /api/v1, at exactly one path. */
export function answerAt(path: string, answer: (ctx: Context) => Promise<void> | void): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== path || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()
    await answer(ctx)
  }
}

export type { Context, Next }
