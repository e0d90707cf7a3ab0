import Router from '@koa/router'
import {
  PresentationOptions,
  PresentationRequest,
  PresentationState,
  PresentationView,
  PasswordProofs,
  SetPresentationPassword,
  UnlockPresentation,
  UnlockState,
} from '@zsb/shared/presentation'
import { SignInCodeSent } from '@zsb/shared/session'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { PresentationPasswordService } from './presentation-password.service'
import type { PresentationService } from './presentations.service'

const ByJti = z.strictObject({ id: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)) })
const Nothing = z.object({})

/**
 * Without an Idempotency-Key (R16): the phone that lost an answer asks again, which ends the code it never saw, or with `replaces`, and
 * then one use ends both; remembering answers would keep codes and cost a durable write for each renewal.
 */
export const presentationRoutes = (service: PresentationService): Router =>
  new Router({ prefix: '/presentations' })
    .post(
      '/',
      endpoint(
        {
          id: 'presentation.create',
          summary: '亮证：按场景和所选字段生成一次性亮证码',
          permission: 'presentation.create',
          body: PresentationRequest,
          response: PresentationView,
          status: 201,
          limits: [{ rule: 'presentation.create.actor', by: 'actor' }],
        },
        ({ body, principal }) => service.create({ request: body, principal }),
      ),
    )
    .get(
      '/:id',
      endpoint(
        { id: 'presentation.get', summary: '查看亮证码的状态', permission: 'presentation.read', params: ByJti, response: PresentationState },
        ({ params, principal }) => service.getState({ jti: params.id, principal }),
      ),
    )
    .delete(
      '/:id',
      endpoint(
        { id: 'presentation.withdraw', summary: '离开亮证页，收回亮证码', permission: 'presentation.create', params: ByJti, response: Nothing, status: 204 },
        async ({ params, principal }) => {
          await service.withdraw({ jti: params.id, principal })
          return {}
        },
      ),
    )

export const presentationOptionsRoutes = (service: PresentationService): Router =>
  new Router({ prefix: '/presentation-options' }).get(
    '/:licenceId',
    endpoint(
      {
        id: 'presentation.options',
        summary: '亮证前：可选的场合，以及每个场合会出示哪些内容',
        permission: 'presentation.read',
        params: z.strictObject({ licenceId: Ulid }),
        response: PresentationOptions,
      },
      ({ params, principal }) => service.getOptions({ licenceId: params.licenceId, principal }),
    ),
  )

export const presentationPasswordRoutes = (service: PresentationPasswordService): Router =>
  new Router({ prefix: '/presentation-password' })
    .get(
      '/',
      endpoint(
        { id: 'presentationPassword.get', summary: '亮证密码是否已设、是否已解锁', permission: 'presentation.password', response: UnlockState },
        ({ principal }) => service.getState(principal),
      ),
    )
    .put(
      '/',
      endpoint(
        {
          id: 'presentationPassword.set',
          summary: '设置或更换亮证密码',
          permission: 'presentation.password',
          body: SetPresentationPassword,
          response: UnlockState,
          limits: [{ rule: 'presentation.password.actor', by: 'actor' }],
        },
        ({ body, principal }) => service.set({ principal, ...body }),
      ),
    )
    .get(
      '/proofs',
      endpoint(
        {
          id: 'presentationPassword.proofs',
          summary: '设置或重设亮证密码时可用的证明方式',
          permission: 'presentation.password',
          response: PasswordProofs,
        },
        ({ principal }) => service.listProofs(principal),
      ),
    )
    .post(
      '/codes',
      endpoint(
        {
          id: 'presentationPassword.sendCode',
          summary: '向本人绑定的手机号发送验证码',
          permission: 'presentation.password',
          response: SignInCodeSent,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'otp.send.source', by: 'source' }],
        },
        ({ principal }) => service.sendCode(principal),
      ),
    )
    .post(
      '/unlocks',
      endpoint(
        {
          id: 'presentationPassword.unlock',
          summary: '输入亮证密码，解锁 10 分钟',
          permission: 'presentation.password',
          body: UnlockPresentation,
          response: UnlockState,
          limits: [{ rule: 'presentation.password.actor', by: 'actor' }],
        },
        ({ body, principal }) => service.unlock({ principal, password: body.password }),
      ),
    )
