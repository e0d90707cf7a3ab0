import Router from '@koa/router'
import { GuardInvitation, InviteGuard, OwnPlace, OwnPlaceList, PlaceId, PlaceRequest } from '@zsb/shared/place'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { GuardService } from './guards.service'
import type { OwnPlaceService } from './own-places.service'

const ByGuard = z.strictObject({ id: Ulid, guardId: Ulid })
interface Parts {
  own: OwnPlaceService
  guards: Pick<GuardService, 'invite'>
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<{ area: string }>
}
const change = { permission: 'place.own', limits: [{ rule: 'place.change.actor', by: 'actor' as const }] }

/** 我的场所: by whoever it belongs to. */
export const ownPlaceRoutes = ({ own, guards, requireActive }: Parts): Router =>
  new Router({ prefix: '/places' })
    .get(
      '/',
      endpoint(
        {
          id: 'place.list',
          summary: '我的场所，最新的在前',
          permission: 'place.own',
          response: OwnPlaceList,
          limits: [{ rule: 'place.list.actor', by: 'actor' }],
        },
        async ({ principal }) => {
          await requireActive()
          return own.list({ principal })
        },
      ),
    )
    .post(
      '/',
      endpoint(
        { ...change, id: 'place.apply', summary: '申请场所码', body: PlaceRequest, response: OwnPlace, status: 201, idempotency: 'required' },
        async ({ body, principal }) => {
          const { area } = await requireActive()
          return own.apply({ body, area, principal })
        },
      ),
    )
    .post(
      '/:id/closing',
      endpoint(
        { ...change, id: 'place.close', summary: '停用场所，值守一并结束', params: PlaceId, response: OwnPlace, idempotency: 'required' },
        async ({ params, principal }) => {
          await requireActive()
          return own.close({ id: params.id, principal })
        },
      ),
    )
    .post(
      '/:id/invitations',
      endpoint(
        {
          ...change,
          id: 'place.inviteGuard',
          summary: '邀请值守人员：24 小时内谁先打开就是谁',
          params: PlaceId,
          body: InviteGuard,
          response: GuardInvitation,
          status: 201,
          idempotency: 'required',
        },
        async ({ params, body, principal }) => {
          await requireActive()
          return guards.invite({ id: params.id, days: body.days, principal })
        },
      ),
    )
    .delete(
      '/:id/guards/:guardId',
      endpoint(
        { ...change, id: 'place.removeGuard', summary: '结束一个人的值守', params: ByGuard, response: z.null(), status: 204 },
        async ({ params, principal }) => {
          await requireActive()
          await own.removeGuard({ ...params, principal })
          return null
        },
      ),
    )
