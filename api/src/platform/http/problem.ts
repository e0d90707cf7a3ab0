import { ERRORS, type ErrorCode } from '@zsb/shared'
import type { Context, Next } from 'koa'
import type { Log } from '../log/log'
import { isUncertain } from '../db/uncertain'
import { AppError } from './app-error'

/** Koa and its router throw `HttpError`s of their own; they become our codes. */
const BY_STATUS: Record<number, ErrorCode> = {
  400: 'REQUEST_INVALID',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'REQUEST_TOO_LARGE',
  415: 'REQUEST_NOT_JSON',
  501: 'METHOD_NOT_ALLOWED',
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (isUncertain(thrown)) return new AppError('STORAGE_UNCERTAIN', { cause: thrown, retryAfterSeconds: 1 })
  const { status, expose } = (thrown ?? {}) as { status?: number; expose?: boolean }
  const code = status !== undefined && expose ? BY_STATUS[status] : undefined
  return new AppError(code ?? 'INTERNAL', { cause: thrown })
}

/** Runs what answers, and turns whatever was thrown into RFC 9457 problem details; the cause goes to the log only. */
export function problems(log: Log) {
  return async (ctx: Context, run: Next): Promise<void> => {
    try {
      await run()
      if (ctx.status === 404 && ctx.body === undefined) throw new AppError('NOT_FOUND')
      if (ctx.status === 405 || ctx.status === 501) throw new AppError('METHOD_NOT_ALLOWED')
    } catch (thrown) {
      answerProblem({ ctx, error: toAppError(thrown), log })
    }
  }
}

function answerProblem({ ctx, error, log }: { ctx: Context; error: AppError; log: Log }): void {
  const { zh, en } = ERRORS[error.code]
  const requestId = ctx.state.requestId as string
  if (error.code === 'INTERNAL') log.error('request.failed', { requestId, cause: error.cause })
  else if (error.status >= 400) log.info('request.refused', { ...error.detail, requestId, problem: error.code })
  ctx.status = error.status
  if (error.retryAfterSeconds !== undefined) ctx.set('retry-after', String(Math.ceil(error.retryAfterSeconds)))
  ctx.set('cache-control', 'no-store')
  ctx.body = JSON.stringify({
    type: `urn:zhangshangban:error:${error.code}`,
    title: zh,
    status: error.status,
    code: error.code,
    zh,
    en,
    requestId,
    ...(error.fields.length > 0 && { errors: error.fields }),
  })
  ctx.type = 'application/problem+json'
}
