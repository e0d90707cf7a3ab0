import Router from '@koa/router'
import { NoticePage } from '@zsb/shared/notice'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { NoticeService } from './notices.service'

const ById = z.strictObject({ id: Ulid })
const Query = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const Nothing = z.object({})

export const noticeRoutes = (service: NoticeService): Router =>
  new Router({ prefix: '/notices' })
    .get(
      '/',
      endpoint({ id: 'notice.list', summary: '我的消息', permission: 'notice.read', query: Query, response: NoticePage }, ({ query, principal }) =>
        service.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/reads',
      endpoint({ id: 'notice.readAll', summary: '全部标为已读', permission: 'notice.read', response: Nothing, status: 204 }, async ({ principal }) => {
        await service.markAllRead({ principal })
        return {}
      }),
    )
    .post(
      '/:id/reads',
      endpoint(
        { id: 'notice.read', summary: '标为已读', permission: 'notice.read', params: ById, response: Nothing, status: 204 },
        async ({ params, principal }) => {
          await service.markRead({ id: params.id, principal })
          return {}
        },
      ),
    )
