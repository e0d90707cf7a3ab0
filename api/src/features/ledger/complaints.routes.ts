import Router from '@koa/router'
import { ComplaintAnswer, ComplaintCount, ComplaintPage, ComplaintView } from '@zsb/shared/ledger'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { ComplaintService } from './complaints.service'

const ById = z.strictObject({ id: Ulid })
const Query = z.strictObject({
  state: z.optional(z.enum(['open', 'answered'])),
  after: z.optional(Ulid),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})

export const complaintRoutes = (service: ComplaintService): Router =>
  new Router({ prefix: '/complaints' })
    .get(
      '/',
      endpoint(
        { id: 'complaint.list', summary: '本单位或平台要答复的异议', permission: 'complaint.handle', query: Query, response: ComplaintPage },
        ({ query, principal }) => service.list({ principal, state: query.state, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .get(
      '/counts',
      endpoint({ id: 'complaint.count', summary: '等着本人答复的异议有几件', permission: 'complaint.handle', response: ComplaintCount }, ({ principal }) =>
        service.count({ principal }),
      ),
    )
    .post(
      '/:id/answers',
      endpoint(
        {
          id: 'complaint.answer',
          summary: '答复异议',
          permission: 'complaint.handle',
          params: ById,
          body: ComplaintAnswer,
          response: ComplaintView,
          status: 201,
          idempotency: 'required',
        },
        ({ params, body, principal }) => service.answer({ id: params.id, text: body.text, principal }),
      ),
    )
