import type { Context, Middleware } from 'koa'
import * as z from 'zod/mini'
import { sendJson } from './answer-head'
import { AppError } from './app-error'
import { toFieldProblems } from './field-problems'
import type { Principal } from './principal'
import type { HttpPlatform } from './platform'
import { readBody } from './read-body'

type Schema = z.ZodMiniType
type Out<S> = S extends Schema ? z.output<S> : undefined

/** Which shared counter a call takes a point from, and how the counter is told apart. */
export interface LimitUse<B = unknown> {
  /** Name of a rule in `content/access/rate-limits.json`. */
  rule: string
  by: 'source' | 'actor' | ((input: { body: B }) => string)
  /** Only where the call is of this sort; otherwise the counter is left alone. */
  when?: (input: { body: B }) => boolean
}

export interface EndpointSpec<P, Q, B, R extends Schema> {
  /** Stable name of the operation, `resource.verb`; the row of the authorisation table. */
  id: string
  /** One line for the API page. */
  summary: string
  /** A permission of `content/access/permissions.json`; 'public' needs nobody. */
  permission: string
  params?: P
  query?: Q
  body?: B
  response: R
  /** Success status; 204 sends no body. */
  status?: 200 | 201 | 202 | 204
  /** `required`: the wrapper remembers the answer for 24 h (R16). `own`: the key is required and the handler keeps the promise itself. */
  idempotency?: 'required' | 'own'
  /** Kind of erasable key that the remembered answer is sealed under: where it holds what is kept shorter than other records. */
  rememberedUnder?: string
  limits?: LimitUse<Out<B>>[]
  /** Cookie that may carry what a browser shows here in place of a bearer. */
  cookie?: string
}

/** What a handler may touch of HTTP. */
export interface Exchange {
  requestId: string
  /** Address of the client as the trusted proxy reports it. */
  source: string
  header: (name: string) => string | undefined
  cookie: (name: string) => string | undefined
  setCookie: (name: string, value: string, options: { maxAgeSeconds: number; path: string }) => void
  clearCookie: (name: string, options: { path: string }) => void
  setHeader: (name: string, value: string) => void
}

export interface Call<P, Q, B> {
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  /** Present unless the permission is 'public'. */
  principal: Principal
  /** Present when `idempotency` is set. */
  idempotencyKey: string
  exchange: Exchange
}

export type AnySpec = EndpointSpec<Schema | undefined, Schema | undefined, Schema | undefined, Schema>
const SPEC = Symbol('endpoint')
type EndpointMiddleware = Middleware & { [SPEC]?: AnySpec }

/** The description an endpoint middleware was built from, for OpenAPI and the authorisation table. */
export const specOf = (middleware: unknown): AnySpec | undefined => (middleware as EndpointMiddleware)[SPEC]

const IDEMPOTENCY_KEY = /^[A-Za-z0-9_-]{16,64}$/

const NO_BODY = { pointer: '/body', zh: '这个操作不需要提交内容', en: 'Nothing is to be sent here' }
/** No body, or the empty object that clients send where none is asked for. */
const isEmpty = (sent: unknown): boolean =>
  sent === undefined || (typeof sent === 'object' && sent !== null && !Array.isArray(sent) && Object.keys(sent).length === 0)

function parse<S extends Schema>(schema: S | undefined, value: unknown, root: string): Out<S> {
  if (!schema) return undefined as Out<S>
  const result = z.safeParse(schema, value)
  if (!result.success) throw new AppError('REQUEST_INVALID', { fields: toFieldProblems(result.error.issues, root) })
  return result.data as Out<S>
}

/**
 * Wraps one use case as HTTP: signs in first, asks the policy second, parses third, and on the way out parses again with
 * `response`, which drops every field it does not name (R11, R13, R14).
 */
export function endpoint<
  R extends Schema,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(spec: EndpointSpec<P, Q, B, R>, handler: (call: Call<P, Q, B>) => Promise<z.input<R>> | z.input<R>): Middleware {
  const run: EndpointMiddleware = async (ctx) => {
    const platform = ctx.platform as HttpPlatform
    const principal = await signIn(ctx, platform, spec.permission)
    const idempotencyKey = readIdempotencyKey(ctx, spec.idempotency)
    const sent = await readBody(ctx)
    if (!spec.body && !isEmpty(sent)) throw new AppError('REQUEST_INVALID', { fields: [NO_BODY] })
    const params = parse(spec.params as Schema | undefined, ctx.params, 'params') as Out<P>
    const query = (spec.query && parse(spec.query, { ...ctx.query }, 'query')) as Out<Q>
    const body = parse(spec.body as Schema | undefined, sent ?? {}, 'body') as Out<B>
    for (const limit of spec.limits ?? []) {
      if (limit.when && !limit.when({ body })) continue
      await platform.limiter.consume(limit.rule, limitKey({ limit, ctx, principal, body }))
    }
    const call: Call<P, Q, B> = {
      params,
      query,
      body,
      principal: principal as Principal,
      idempotencyKey,
      // Few handlers ask for it.
      get exchange() {
        return exchangeOf(ctx)
      },
    }
    const answer = async () => {
      const value: unknown = await handler(call)
      return spec.status === 204 ? null : z.parse(spec.response, value)
    }
    const value =
      spec.idempotency === 'required'
        ? await platform.idempotency.once({
            owner: principal ? `${principal.personId}:${spec.id}` : `public:${spec.id}`,
            key: idempotencyKey,
            kind: spec.rememberedUnder,
            // What was asked for, whole: the same key for another object or another person is another request.
            request: { subjectId: principal?.subjectId ?? null, params: ctx.params as unknown, query: { ...ctx.query }, body: sent ?? {} },
            run: answer,
          })
        : await answer()
    if (value === undefined || value === null) ctx.status = 204
    else sendJson(ctx, spec.status ?? 200, value)
  }
  run[SPEC] = spec as unknown as AnySpec
  return run
}

async function signIn(ctx: Context, platform: HttpPlatform, permission: string): Promise<Principal | null> {
  if (permission === 'public') return null
  const header = ctx.get('authorization')
  const bearer = header.startsWith('Bearer ') ? header.slice(7) : ''
  if (!bearer) throw new AppError('SIGN_IN_REQUIRED')
  const actingFor = ctx.get('acting-for') || undefined
  const principal = await platform.authenticate({ bearer, actingFor, unattended: ctx.get('unattended') === '1' })
  if (!principal) throw new AppError('SESSION_ENDED')
  ctx.state.principal = principal
  const refusal = platform.policy.refusal(permission, principal)
  if (refusal) {
    await platform.onForbidden?.({ principal, permission })
    throw new AppError(refusal, { detail: { permission } })
  }
  return principal
}

function readIdempotencyKey(ctx: Context, need: 'required' | 'own' | undefined): string {
  if (!need) return ''
  const key = ctx.get('idempotency-key')
  if (!IDEMPOTENCY_KEY.test(key)) throw new AppError('IDEMPOTENCY_KEY_REQUIRED')
  return key
}

function limitKey<B>({ limit, ctx, principal, body }: { limit: LimitUse<B>; ctx: Context; principal: Principal | null; body: B }) {
  if (typeof limit.by === 'function') return limit.by({ body })
  return limit.by === 'actor' && principal ? principal.personId : ctx.ip
}

function exchangeOf(ctx: Context): Exchange {
  const { secureCookies: secure, now } = ctx.platform as HttpPlatform
  const safely = { httpOnly: true, sameSite: 'strict', secure, overwrite: true } as const
  /** TLS ends in front of us: the line that a request came over here says nothing of the one to the browser. */
  const cookies = () => {
    ctx.cookies.secure = secure
    return ctx.cookies
  }
  return {
    requestId: ctx.state.requestId as string,
    source: ctx.ip,
    header: (name) => ctx.get(name) || undefined,
    cookie: (name) => ctx.cookies.get(name) ?? undefined,
    // By the clock that the Date header tells: browsers count from there.
    setCookie: (name, value, { maxAgeSeconds, path }) =>
      void cookies().set(name, value, { ...safely, expires: new Date(now().getTime() + maxAgeSeconds * 1000), path }),
    clearCookie: (name, { path }) => void cookies().set(name, null, { ...safely, path }),
    setHeader: (name, value) => ctx.set(name, value),
  }
}
