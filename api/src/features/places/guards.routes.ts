import Router from '@koa/router'
import { AcceptInvitation, GuardedPlace, GuardedPlaceList } from '@zsb/shared/place'
import { endpoint } from '../../platform/http/endpoint'
import type { GuardService } from './guards.service'

interface Parts {
  guards: GuardService
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<unknown>
}

/** An invitation 值守邀请, taken by whoever opens it first. */
export const invitationRoutes = ({ guards, requireActive }: Parts): Router =>
  new Router({ prefix: '/guard-invitations' }).post(
    '/acceptances',
    endpoint(
      {
        id: 'guardInvitation.accept',
        summary: '接受值守邀请',
        permission: 'place.guard',
        body: AcceptInvitation,
        response: GuardedPlace,
        status: 201,
        idempotency: 'required',
        limits: [{ rule: 'guardInvitation.accept.actor', by: 'actor' }],
      },
      async ({ body, principal }) => {
        await requireActive()
        return guards.accept({ code: body.code, principal })
      },
    ),
  )

/** 我值守的场所. */
export const guardedPlaceRoutes = ({ guards, requireActive }: Parts): Router =>
  new Router({ prefix: '/guarded-places' }).get(
    '/',
    endpoint(
      {
        id: 'guardedPlace.list',
        summary: '我值守的场所',
        permission: 'place.guard',
        response: GuardedPlaceList,
        limits: [{ rule: 'place.list.actor', by: 'actor' }],
      },
      async ({ principal }) => {
        await requireActive()
        return guards.list({ principal })
      },
    ),
  )
