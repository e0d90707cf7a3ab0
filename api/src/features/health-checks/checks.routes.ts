import Router from '@koa/router'
import { HealthCheckPage, HealthCheckView } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { CheckService } from './checks.service'

const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const permission = 'healthCheck.operate'

/** 夜间核对: what was found, and one more now. */
export const checkRoutes = (checks: CheckService): Router =>
  new Router({ prefix: '/staff/health-checks' })
    .get(
      '/',
      endpoint({ id: 'healthCheck.list', summary: '夜间核对的结果和进度', permission, query: Page, response: HealthCheckPage }, ({ query }) =>
        checks.list({ after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/',
      endpoint(
        {
          id: 'healthCheck.ask',
          summary: '现在核对一次',
          permission,
          response: HealthCheckView,
          status: 202,
          idempotency: 'required',
          limits: [{ rule: 'healthCheck.ask.actor', by: 'actor' }],
        },
        ({ principal }) => checks.ask(principal),
      ),
    )
