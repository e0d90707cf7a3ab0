import Router from '@koa/router'
import { ColleagueList, DeputyPage, DeputyView, NameDeputy } from '@zsb/shared/staff'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { DeputyService } from './deputies.service'

const ById = z.strictObject({ id: Ulid })
const Query = z.strictObject({
  after: z.optional(Ulid),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})

export const colleagueRoutes = (deputies: DeputyService): Router =>
  new Router({ prefix: '/staff/colleagues' }).get(
    '/',
    endpoint({ id: 'staff.colleagues', summary: '本单位的窗口人员', permission: 'application.handle', response: ColleagueList }, ({ principal }) =>
      deputies.colleagues(principal),
    ),
  )

export const deputyRoutes = (deputies: DeputyService): Router =>
  new Router({ prefix: '/staff-deputies' })
    .get(
      '/',
      endpoint({ id: 'deputy.list', summary: '本单位的代理', permission: 'deputy.manage', query: Query, response: DeputyPage }, ({ principal, query }) =>
        deputies.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/',
      endpoint(
        {
          id: 'deputy.name',
          summary: '指定代理人，从哪天到哪天',
          permission: 'deputy.manage',
          body: NameDeputy,
          response: DeputyView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'deputy.name.actor', by: 'actor' }],
        },
        ({ body, principal }) => deputies.name({ body, principal }),
      ),
    )
    .post(
      '/:id/ends',
      endpoint(
        {
          id: 'deputy.end',
          summary: '提前结束代理',
          permission: 'deputy.manage',
          params: ById,
          body: z.strictObject({}),
          response: DeputyView,
          status: 201,
          idempotency: 'required',
        },
        ({ params, principal }) => deputies.end({ id: params.id, principal }),
      ),
    )
