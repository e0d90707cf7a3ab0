import Router from '@koa/router'
import { FreezeMine, FreezeResult, Me, WindowFreezeRequest, WindowFreezeResult } from '@zsb/shared/holder'
import { BindPhone, RefreshRequest, SessionPage, SignInCodeRequest, SignInCodeSent, SignInRequest, SignedIn, SignedOut } from '@zsb/shared/session'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { AppError } from '../../platform/http/app-error'
import { endpoint, type LimitUse } from '../../platform/http/endpoint'
import { actorOf } from '../holders'
import type { Authenticate } from '../../platform/http/principal'
import type { MeService } from './me.service'
import type { OneTimeCodeService } from './one-time-codes.service'
import { carryRefresh, dropRefresh, presentedRefresh, REFRESH_COOKIE } from './refresh-carrier'
import type { SessionService } from './sessions.service'
import type { SignInService } from './sign-in.service'
import type { WindowFreeze } from './window-freeze.service'

const Nothing = z.object({})
const Empty = z.strictObject({})
const ById = z.strictObject({ id: Ulid })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })

interface Parts {
  codes: OneTimeCodeService
  signIn: SignInService
  sessions: SessionService
  me: MeService
  windowFreeze: WindowFreeze
  authenticate: Authenticate
  now: () => Date
}

export const signInRoutes = ({ codes }: Parts): Router =>
  new Router({ prefix: '/sign-in' }).post(
    '/codes',
    endpoint(
      {
        id: 'signIn.sendCode',
        summary: '发送短信验证码',
        permission: 'public',
        body: SignInCodeRequest,
        response: SignInCodeSent,
        status: 201,
        idempotency: 'required',
        limits: [{ rule: 'otp.send.source', by: 'source' }],
      },
      ({ body }) => codes.send(body),
    ),
  )

/**
 * Opening takes no Idempotency-Key (R16): what a sign-in is opened with, a partner's or a one-time code, works once by itself, and
 * the answer carries tokens, which are not remembered. Where an answer was lost, the same device sends the same one-time code again within
 * 30 s and gets another session; the lost one is listed under 登录设备.
 */
export const sessionRoutes = ({ signIn, sessions, me, authenticate, now }: Parts): Router =>
  new Router({ prefix: '/sessions' })
    .post(
      '/',
      endpoint(
        {
          id: 'session.open',
          summary: '登录：手机验证码、微信或支付宝',
          permission: 'public',
          body: SignInRequest,
          response: SignedIn,
          status: 201,
          limits: [{ rule: 'signIn.source', by: 'source' }],
        },
        async ({ body, exchange }) => {
          const { opened } = await signIn.signIn(body)
          const principal = await authenticate({ bearer: opened.accessToken })
          if (!principal) throw new AppError('SESSION_ENDED')
          return { ...carryRefresh(exchange, opened, now()), me: await me.getMe(principal) }
        },
      ),
    )
    .post(
      '/refresh',
      endpoint(
        {
          id: 'session.refresh',
          summary: '续用登录',
          permission: 'public',
          body: RefreshRequest,
          response: SignedIn,
          limits: [{ rule: 'session.refresh.source', by: 'source' }],
          cookie: REFRESH_COOKIE,
        },
        async ({ body, exchange }) => {
          const refreshToken = presentedRefresh(exchange, body.refreshToken)
          if (!refreshToken) throw new AppError('SIGN_IN_REQUIRED')
          const opened = await sessions.refresh({ refreshToken, deviceId: body.deviceId })
          return { ...carryRefresh(exchange, opened, now()), me: null }
        },
      ),
    )
    .post(
      '/sign-out-others',
      endpoint({ id: 'session.endOthers', summary: '退出其他设备', permission: 'session.own', body: Empty, response: SignedOut }, ({ principal }) =>
        sessions.endOthers({ principal }),
      ),
    )
    .get(
      '/',
      endpoint({ id: 'session.list', summary: '我的登录设备', permission: 'session.own', query: Page, response: SessionPage }, ({ principal, query }) =>
        sessions.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .delete(
      '/current',
      endpoint(
        { id: 'session.endCurrent', summary: '退出登录', permission: 'session.own', response: Nothing, status: 204 },
        async ({ principal, exchange }) => {
          await sessions.end({ principal, id: principal.sessionId })
          dropRefresh(exchange)
          return {}
        },
      ),
    )
    .delete(
      '/:id',
      endpoint(
        { id: 'session.end', summary: '退出某台设备', permission: 'session.own', params: ById, response: Nothing, status: 204 },
        async ({ principal, params }) => {
          await sessions.end({ principal, id: params.id })
          return {}
        },
      ),
    )

export const meRoutes = ({ me, signIn, sessions, now }: Parts): Router =>
  new Router({ prefix: '/me' })
    .get(
      '/',
      endpoint({ id: 'me.get', summary: '我的信息', permission: 'me.read', response: Me }, ({ principal }) => me.getMe(principal)),
    )
    .post(
      '/phone',
      endpoint(
        {
          id: 'me.bindPhone',
          summary: '绑定手机号',
          permission: 'me.bindPhone',
          body: BindPhone,
          response: Me,
          idempotency: 'required',
          limits: [{ rule: 'signIn.source', by: 'source' }],
        },
        async ({ principal, body }) => {
          await signIn.bindPhone({ principal, proof: body })
          return me.getMe(principal)
        },
      ),
    )
    .post(
      '/freeze',
      endpoint(
        { id: 'me.freeze', summary: '冻结我的账户', permission: 'me.freeze', body: FreezeMine, response: FreezeResult },
        async ({ principal, exchange }) => {
          const { sessionsEnded } = await sessions.freeze({ personId: principal.personId, actor: actorOf(principal) })
          dropRefresh(exchange)
          return { frozenAt: now().toISOString(), sessionsEnded }
        },
      ),
    )

/** By the clerk, and by the person whose document it is. */
const WINDOW: LimitUse<WindowFreezeRequest>[] = [
  { rule: 'window.person.actor', by: 'actor' },
  { rule: 'window.person.target', by: ({ body }) => `${body.document.documentType}:${body.document.number.toUpperCase()}` },
]

export const windowFreezeRoutes = ({ windowFreeze }: Parts): Router =>
  new Router({ prefix: '/window/persons' })
    .post(
      '/freeze',
      endpoint(
        {
          id: 'person.freeze',
          summary: '窗口冻结账户',
          permission: 'person.freeze',
          body: WindowFreezeRequest,
          response: WindowFreezeResult,
          idempotency: 'required',
          limits: WINDOW,
        },
        ({ principal, body }) => windowFreeze.freeze({ request: body, principal }),
      ),
    )
    .post(
      '/unfreeze',
      endpoint(
        {
          id: 'person.unfreeze',
          summary: '窗口解冻账户',
          permission: 'person.freeze',
          body: WindowFreezeRequest,
          response: WindowFreezeResult,
          idempotency: 'required',
          limits: WINDOW,
        },
        ({ principal, body }) => windowFreeze.unfreeze({ request: body, principal }),
      ),
    )
