import Router from '@koa/router'
import { EraseHeld, HealthDataView } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { HeldService } from './held.service'

const permission = 'health.own'
const OfPerson = z.strictObject({ personId: z.optional(Ulid) })

/** 我的健康数据. What is told lives no longer than what is held, also where an answer is remembered. */
export const heldRoutes = (held: HeldService): Router =>
  new Router({ prefix: '/health/my-data' })
    .get(
      '/',
      endpoint(
        {
          id: 'healthData.get',
          summary: '关于自己或孩子持有的健康数据：为什么、到什么时候、谁看过',
          permission,
          query: OfPerson,
          response: HealthDataView,
          limits: [{ rule: 'health.data.actor', by: 'actor' }],
        },
        ({ query, principal }) => held.get({ personId: query.personId, principal }),
      ),
    )
    .post(
      '/erasures',
      endpoint(
        {
          id: 'healthData.erase',
          summary: '删除一份规则不再需要的申报',
          permission,
          body: EraseHeld,
          response: HealthDataView,
          status: 201,
          idempotency: 'required',
          rememberedUnder: 'declaration',
          limits: [{ rule: 'health.data.actor', by: 'actor' }],
        },
        ({ body, principal }) => held.erase({ request: body, principal }),
      ),
    )
