import { ERRORS, type ErrorCode } from '@zsb/shared'

/** One thing wrong with the input: where (JSON pointer, RFC 6901) and what, in both languages. Never the value itself. */
export interface FieldProblem {
  pointer: string
  zh: string
  en: string
}

interface Options {
  /** Goes to the log through the allow-list, never to the client. */
  detail?: Record<string, unknown>
  fields?: FieldProblem[]
  retryAfterSeconds?: number
  cause?: unknown
}

/** A refusal the client is told about by its code (house-style §7, kind 2). */
export class AppError extends Error {
  readonly status: number
  readonly detail: Record<string, unknown>
  readonly fields: FieldProblem[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly code: ErrorCode,
    { detail = {}, fields = [], retryAfterSeconds, cause }: Options = {},
  ) {
    super(code, { cause })
    this.status = ERRORS[code].status
    this.detail = detail
    this.fields = fields
    this.retryAfterSeconds = retryAfterSeconds
  }
}
