import { createUniqueName } from '../random'
import { useScreenLock } from '../screen-lock'
import { useSession } from '../session'
import { useSettings } from '../settings'
import { ApiError, parseProblem, transportError } from './api-error'
import { refreshSession } from './refresh'
import { exchange, type Answer, type Method } from './transport'

export { ApiError, TRANSPORT_ERRORS, type ApiErrorCode, type FieldError } from './api-error'
export { REFRESH_PATH, refreshSession } from './refresh'

/** A zod schema of @zsb/shared, or anything that parses. */
export interface Parser<T> {
  parse: (value: unknown) => T
}
export interface RequestOptions<T> {
  method?: Method
  body?: unknown
  query?: Record<string, string | number | boolean | undefined>
  /** The server's own schema; without one the body is handed on as it came. */
  schema?: Parser<T>
  /** Sent as Idempotency-Key (R16). POST gets a fresh one by itself; give your own to be able to repeat the same submission. */
  idempotencyKey?: string
  /** Version of what is changed (If-Match). */
  ifMatch?: string
  timeoutMs?: number
  /** false: without the signed-in person, and no renewal on 401 (sign-in itself). */
  signedIn?: boolean
  /** true: as oneself even while acting for a child (one's own account, family and messages). */
  asSelf?: boolean
  /** true: the page asks by itself, which is no sign that somebody is there (R30). */
  unattended?: boolean
  /** For this child, whoever the screen acts for. */
  actingFor?: string
}
export interface FullAnswer<T> {
  data: T
  status: number
  etag: string | undefined
}

const TIMEOUT_MS = 10_000

/** A key under which one submission may be sent again without being done twice. */
export const newIdempotencyKey = (): string => createUniqueName()

/**
 * Asks the API. `path` begins with /api/v1.
 * @throws ApiError – branch on `code`; `pick(error)` is the sentence to show
 */
export async function request<T = unknown>(path: string, options: RequestOptions<T> = {}): Promise<T> {
  return (await requestFull(path, options)).data
}

/** `request` with status and ETag. */
export async function requestFull<T = unknown>(path: string, options: RequestOptions<T> = {}): Promise<FullAnswer<T>> {
  const { method = 'GET', signedIn = true, timeoutMs = TIMEOUT_MS } = options
  const key = options.idempotencyKey ?? (method === 'POST' ? newIdempotencyKey() : undefined)
  const send = () =>
    exchange({ path: withQuery(path, options.query), method, body: options.body, headers: headersOf({ ...options, key, signedIn }), timeoutMs })
  const session = useSession.getState()
  if (signedIn && session.who && !session.accessToken) await refreshSession(timeoutMs)
  let answer = await send()
  if (isLocked(answer)) useScreenLock.getState().lock()
  else if (answer.status === 401 && signedIn && useSession.getState().who && (await refreshSession(timeoutMs))) {
    answer = await send()
    if (isLocked(answer)) useScreenLock.getState().lock()
  }
  return { data: read(answer, options.schema), status: answer.status, etag: answer.headers.etag }
}

/** A locked staff screen is no ended session: it is opened by its PIN or code, not renewed. */
const isLocked = ({ status, body }: Answer): boolean => status === 401 && (body as { code?: unknown } | undefined)?.code === 'STAFF_SCREEN_LOCKED'

function headersOf({
  body,
  key,
  ifMatch,
  signedIn,
  asSelf,
  actingFor,
  unattended,
}: Pick<RequestOptions<unknown>, 'body' | 'ifMatch' | 'asSelf' | 'actingFor' | 'unattended'> & { key?: string; signedIn: boolean }): Record<string, string> {
  const { accessToken, subject } = useSession.getState()
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'accept-language': useSettings.getState().language === 'zh' ? 'zh-CN' : 'en',
  }
  if (__PLATFORM__ !== 'h5') headers.client = 'mini'
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key) headers['idempotency-key'] = key
  if (ifMatch) headers['if-match'] = ifMatch
  if (unattended) headers.unattended = '1'
  if (signedIn && accessToken) headers.authorization = `Bearer ${accessToken}`
  const subjectId = actingFor ?? (asSelf || subject?.relation === 'self' ? undefined : subject?.subjectId)
  if (signedIn && subjectId) headers['acting-for'] = subjectId
  return headers
}

function withQuery(path: string, query: RequestOptions<unknown>['query']): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  )
  return pairs.length ? `${path}?${pairs.join('&')}` : path
}

function read<T>(answer: Answer, schema: Parser<T> | undefined): T {
  if (answer.status >= 400) throw parseProblem({ status: answer.status, body: answer.body, retryAfter: answer.headers['retry-after'] })
  if (!schema) return answer.body as T
  try {
    return schema.parse(answer.body)
  } catch {
    throw transportError('ANSWER_UNREADABLE')
  }
}

/** Any thrown value as ApiError, for catch blocks. */
export const toApiError = (cause: unknown): ApiError => (cause instanceof ApiError ? cause : parseProblem({ status: 500, body: undefined }))
