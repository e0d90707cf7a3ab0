import Router from '@koa/router'
import { PublishedProofs, SunsetPage, SunsetRefusal, SunsetRequest, SunsetSignature, SunsetView } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { SunsetService } from './sunsets.service'

const ById = z.strictObject({ id: Ulid })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const permission = 'healthCode.activate'
const limits = [{ rule: 'healthCode.activate.actor', by: 'actor' as const }]
const written = { permission, response: SunsetView, status: 201 as const, idempotency: 'required' as const, limits }

/** 停用并销毁 by two operators, and its proofs for everybody. */
export const sunsetRoutes = (sunsets: SunsetService): Router =>
  new Router()
    .get(
      '/health/erasure-proofs',
      endpoint({ id: 'healthProof.list', summary: '健康码停用后的销毁证明，签名可核验', permission: 'public', response: PublishedProofs }, () =>
        sunsets.listProofs(),
      ),
    )
    .get(
      '/staff/health-sunsets',
      endpoint({ id: 'healthSunset.list', summary: '停用并销毁的申请和进度', permission, query: Page, response: SunsetPage }, ({ query, principal }) =>
        sunsets.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/staff/health-sunsets',
      endpoint({ id: 'healthSunset.handIn', summary: '凭文件提交停用并销毁，等第二人复核', body: SunsetRequest, ...written }, ({ body, principal }) =>
        sunsets.handIn({ request: body, principal }),
      ),
    )
    .post(
      '/staff/health-sunsets/:id/signature',
      endpoint(
        { id: 'healthSunset.approve', summary: '第二人复核并签认，健康码停用，开始销毁', params: ById, body: SunsetSignature, ...written },
        ({ params, body, principal }) => sunsets.approve({ id: params.id, shownHash: body.shownHash, principal }),
      ),
    )
    .post(
      '/staff/health-sunsets/:id/refusal',
      endpoint(
        { id: 'healthSunset.refuse', summary: '第二人不予复核，或提交人撤回', params: ById, body: SunsetRefusal, ...written },
        ({ params, body, principal }) => sunsets.refuse({ id: params.id, reason: body.reason, principal }),
      ),
    )
