import Router from '@koa/router'
import { OverrideFigures, OverridePage, OverrideReason, OverrideRequest, OverrideSignature, OverrideView } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { APPEAL_KEY } from '../health-appeals'
import type { OverrideService } from './overrides.service'

interface Parts {
  overrides: OverrideService
  figures: () => Promise<OverrideFigures>
  requireActive: () => Promise<unknown>
}

const ById = z.strictObject({ id: Ulid })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const permission = 'healthOverride.sign'
const limits = [{ rule: 'healthOverride.sign.actor', by: 'actor' as const }]
const written = { permission, response: OverrideView, status: 201 as const, idempotency: 'required' as const, rememberedUnder: APPEAL_KEY, limits }

/** 人工变更: asked for by one, signed by others, revoked by one; counted for everybody. */
export const overrideRoutes = ({ overrides, figures, requireActive }: Parts): Router =>
  new Router()
    .get(
      '/health/override-figures',
      endpoint(
        {
          id: 'healthOverride.figures',
          summary: '人工变更公开：按月、方向和依据的件数，不足十件不显示',
          permission: 'public',
          response: OverrideFigures,
          limits: [{ rule: 'healthOverride.figures.source', by: 'source' }],
        },
        async () => {
          await requireActive()
          return figures()
        },
      ),
    )
    .get(
      '/staff/health-overrides',
      endpoint({ id: 'healthOverride.list', summary: '提出和签认过的人工变更', permission, query: Page, response: OverridePage }, ({ query, principal }) =>
        overrides.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/staff/health-overrides',
      endpoint(
        { id: 'healthOverride.handIn', summary: '凭申诉编号或规则编号提出人工变更，等第二人签认', body: OverrideRequest, ...written },
        ({ body, principal }) => overrides.handIn({ request: body, principal }),
      ),
    )
    .post(
      '/staff/health-overrides/:id/signature',
      endpoint(
        { id: 'healthOverride.approve', summary: '签认所见内容；同一天第二个变严的人要第三人', params: ById, body: OverrideSignature, ...written },
        ({ params, body, principal }) => overrides.approve({ id: params.id, shownHash: body.shownHash, principal }),
      ),
    )
    .post(
      '/staff/health-overrides/:id/refusal',
      endpoint(
        { id: 'healthOverride.refuse', summary: '不予签认，或提出人撤回', params: ById, body: OverrideReason, ...written },
        ({ params, body, principal }) => overrides.refuse({ id: params.id, reason: body.reason, principal }),
      ),
    )
    .post(
      '/staff/health-overrides/:id/revocation',
      endpoint(
        { id: 'healthOverride.revoke', summary: '撤销生效中的人工变更，回到规则的结果', params: ById, body: OverrideReason, ...written },
        ({ params, body, principal }) => overrides.revoke({ id: params.id, reason: body.reason, principal }),
      ),
    )
