import Router from '@koa/router'
import { ContactPlaces, ContactQueryPage, ContactQueryRefusal, ContactQueryRequest, ContactQuerySignature, ContactQueryView } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { ContactQueryService } from './queries.service'

const ById = z.strictObject({ id: Ulid })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const Search = z.strictObject({ name: z.string().check(z.trim(), z.minLength(2), z.maxLength(40)) })
const permission = 'contactQuery.operate'
const limits = [{ rule: 'contactQuery.actor', by: 'actor' as const }]
const written = { permission, response: ContactQueryView, status: 201 as const, idempotency: 'required' as const, limits }

/** 流调查询: handed in by one operator, signed or refused by another. */
export const contactQueryRoutes = (queries: ContactQueryService): Router =>
  new Router({ prefix: '/staff/contact-queries' })
    .get(
      '/',
      endpoint({ id: 'contactQuery.list', summary: '流调查询，只有数量', permission, query: Page, response: ContactQueryPage }, ({ query, principal }) =>
        queries.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .get(
      '/places',
      endpoint({ id: 'contactQuery.places', summary: '按名称找场所', permission, query: Search, response: ContactPlaces, limits }, ({ query }) =>
        queries.listPlaces(query.name),
      ),
    )
    .post(
      '/',
      endpoint({ id: 'contactQuery.handIn', summary: '凭文件提交流调查询，等第二人复核', body: ContactQueryRequest, ...written }, ({ body, principal }) =>
        queries.handIn({ request: body, principal }),
      ),
    )
    .post(
      '/:id/signature',
      endpoint(
        { id: 'contactQuery.approve', summary: '第二人复核并签认，密封的到访记录交给疾控', params: ById, body: ContactQuerySignature, ...written },
        ({ params, body, principal }) => queries.approve({ id: params.id, shownHash: body.shownHash, principal }),
      ),
    )
    .post(
      '/:id/refusal',
      endpoint(
        { id: 'contactQuery.refuse', summary: '第二人不予复核，或提交人撤回', params: ById, body: ContactQueryRefusal, ...written },
        ({ params, body, principal }) => queries.refuse({ id: params.id, reason: body.reason, principal }),
      ),
    )
