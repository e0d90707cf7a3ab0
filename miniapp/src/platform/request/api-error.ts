import { GENERAL_ERRORS, type ErrorCode } from '@zsb/shared'

/** What can go wrong before an answer of the API is there. */
export const TRANSPORT_ERRORS = {
  NETWORK: { zh: '网络断了。联网后再试一次', en: 'There is no network. Try again once you are connected' },
  TIMEOUT: { zh: '等了很久没有回音。请再试一次', en: 'There was no answer for a long time. Please try again' },
  ANSWER_UNREADABLE: { zh: '收到的内容看不懂，已停止。请更新后再试', en: 'The answer could not be read. Please update the app and try again' },
} as const

export type ApiErrorCode = ErrorCode | keyof typeof TRANSPORT_ERRORS

/** One wrong field: RFC 6901 pointer into what was sent, and what to do about it. */
export interface FieldError {
  pointer: string
  code?: string
  zh: string
  en: string
}

/** A refusal by the API (RFC 9457 with our `code`) or by the way there. Screens branch on `code` and show `pick(error)`. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly status: number
  readonly zh: string
  readonly en: string
  readonly fields: readonly FieldError[]
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(parts: { code: ApiErrorCode; status?: number; zh: string; en: string; fields?: FieldError[]; requestId?: string; retryAfterSeconds?: number }) {
    super(parts.code)
    this.name = 'ApiError'
    this.code = parts.code
    this.status = parts.status ?? 0
    this.zh = parts.zh
    this.en = parts.en
    this.fields = parts.fields ?? []
    this.requestId = parts.requestId
    this.retryAfterSeconds = parts.retryAfterSeconds
  }

  /** The sentence for one field of a form, by its JSON pointer. */
  field(pointer: string): FieldError | undefined {
    return this.fields.find((field) => field.pointer === pointer)
  }
  /** Whether nothing was decided, so that the same request may be sent again. */
  get isTransport(): boolean {
    return this.code in TRANSPORT_ERRORS
  }
}

export const transportError = (code: keyof typeof TRANSPORT_ERRORS): ApiError => new ApiError({ code, ...TRANSPORT_ERRORS[code] })

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/**
 * Problem details as they came → ApiError. A code newer than this build is kept with the sentence it came with: screens branch on the
 * codes they know. What is no problem of ours is known by its status alone.
 */
export function parseProblem({ status, body, retryAfter }: { status: number; body: unknown; retryAfter?: string }): ApiError {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const stated = text(problem.code)
  const code = stated && OUR_CODE.test(stated) ? (stated as ErrorCode) : (FALLBACK[status] ?? 'INTERNAL')
  const general = code in GENERAL_ERRORS ? GENERAL_ERRORS[code as General] : GENERAL_ERRORS[FALLBACK[status] ?? 'INTERNAL']
  const listed = Array.isArray(problem.fields) ? problem.fields : Array.isArray(problem.errors) ? problem.errors : []
  const wait = Number(retryAfter)
  return new ApiError({
    code,
    status,
    zh: text(problem.zh) ?? general.zh,
    en: text(problem.en) ?? text(problem.zh) ?? general.en,
    fields: listed.map(parseField),
    requestId: text(problem.requestId),
    retryAfterSeconds: Number.isFinite(wait) && wait > 0 ? wait : undefined,
  })
}

const OUR_CODE = /^[A-Z][A-Z_]*[A-Z]$/
type General = keyof typeof GENERAL_ERRORS
const FALLBACK: Record<number, General> = {
  400: 'REQUEST_INVALID',
  401: 'SIGN_IN_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'RATE_LIMITED',
  503: 'OVERLOADED',
}

function parseField(raw: unknown): FieldError {
  const field = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>
  const detail = text(field.detail) ?? text(field.message)
  return {
    pointer: text(field.pointer) ?? '',
    code: text(field.code),
    zh: text(field.zh) ?? detail ?? GENERAL_ERRORS.REQUEST_INVALID.zh,
    en: text(field.en) ?? detail ?? GENERAL_ERRORS.REQUEST_INVALID.en,
  }
}
