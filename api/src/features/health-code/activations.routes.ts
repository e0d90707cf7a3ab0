import Router from '@koa/router'
import { ActivationPage, ActivationRefusal, ActivationRequest, ActivationSignature, ActivationView, HealthCodeStatus } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { ActivationService } from './activations.service'

const ById = z.strictObject({ id: Ulid })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const permission = 'healthCode.activate'
const limits = [{ rule: 'healthCode.activate.actor', by: 'actor' as const }]
const written = { permission, response: ActivationView, status: 201 as const, idempotency: 'required' as const, limits }

/** Asked by every phone when it opens: answered from memory, and without a counter, which would cost more than the answer. */
export const healthStatusRoutes = (activations: ActivationService): Router =>
  new Router({ prefix: '/health' }).get(
    '/status',
    endpoint({ id: 'healthCode.status', summary: '健康码是否启用，依据哪个文件', permission: 'public', response: HealthCodeStatus }, () =>
      activations.status(),
    ),
  )

/** 启用健康码: handed in by one operator, signed or refused by another. */
export const activationRoutes = (activations: ActivationService): Router =>
  new Router({ prefix: '/staff/health-activations' })
    .get(
      '/',
      endpoint({ id: 'healthActivation.list', summary: '启用健康码的申请', permission, query: Page, response: ActivationPage }, ({ query, principal }) =>
        activations.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/',
      endpoint({ id: 'healthActivation.handIn', summary: '凭文件提交启用健康码，等第二人复核', body: ActivationRequest, ...written }, ({ body, principal }) =>
        activations.handIn({ request: body, principal }),
      ),
    )
    .post(
      '/:id/signature',
      endpoint(
        { id: 'healthActivation.approve', summary: '第二人复核并签认所见内容，健康码启用', params: ById, body: ActivationSignature, ...written },
        ({ params, body, principal }) => activations.approve({ id: params.id, shownHash: body.shownHash, principal }),
      ),
    )
    .post(
      '/:id/refusal',
      endpoint(
        { id: 'healthActivation.refuse', summary: '第二人不予复核，或提交人撤回', params: ById, body: ActivationRefusal, ...written },
        ({ params, body, principal }) => activations.refuse({ id: params.id, reason: body.reason, principal }),
      ),
    )
