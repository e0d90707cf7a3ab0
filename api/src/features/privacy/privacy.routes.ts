import Router from '@koa/router'
import { ConsentPage, ConsentView, PrivacyDecision, PrivacyDecisionView, PrivacyGuideView, SensitiveDecision } from '@zsb/shared/privacy'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { PrivacyService } from './privacy.service'

const ById = z.strictObject({ id: Ulid })
const Empty = z.strictObject({})
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })

export const privacyGuideRoutes = (service: PrivacyService): Router =>
  new Router({ prefix: '/privacy-guides' })
    .get(
      '/current',
      endpoint({ id: 'privacyGuide.get', summary: '现行隐私保护指引', permission: 'public', response: PrivacyGuideView }, () => service.getGuide()),
    )
    .post(
      '/decisions',
      endpoint(
        {
          id: 'privacyGuide.decide',
          summary: '同意或不同意隐私保护指引',
          permission: 'privacy.self',
          body: PrivacyDecision,
          response: PrivacyDecisionView,
          status: 201,
          idempotency: 'required',
        },
        ({ principal, body }) => service.decide({ principal, decision: body }),
      ),
    )

export const consentRoutes = (service: PrivacyService): Router =>
  new Router({ prefix: '/consents' })
    .post(
      '/sensitive',
      endpoint(
        {
          id: 'consent.sensitive',
          summary: '敏感个人信息单独同意',
          permission: 'consent.own',
          body: SensitiveDecision,
          response: ConsentView,
          status: 201,
          idempotency: 'required',
        },
        ({ principal, body }) => service.decideSensitive({ principal, decision: body }),
      ),
    )
    .get(
      '/',
      endpoint({ id: 'consent.list', summary: '我的授权', permission: 'consent.own', query: Page, response: ConsentPage }, ({ principal, query }) =>
        service.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/:id/withdrawals',
      endpoint(
        { id: 'consent.withdraw', summary: '撤回授权', permission: 'consent.own', params: ById, body: Empty, response: ConsentView, idempotency: 'required' },
        ({ principal, params }) => service.withdraw({ principal, id: params.id }),
      ),
    )
