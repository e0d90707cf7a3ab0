import Router from '@koa/router'
import { PlaceCodeRead, PlaceVisit, ScannedPlaceCode, VisitPlace } from '@zsb/shared/place'
import { endpoint } from '../../platform/http/endpoint'
import type { VisitingService } from './visiting.service'

interface Parts {
  visiting: VisitingService
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<unknown>
}
const mine = { permission: 'place.visit', limits: [{ rule: 'place.visit.actor', by: 'actor' as const }] }

/** 扫场所码 by visitors. */
export const visitingRoutes = ({ visiting, requireActive }: Parts): Router =>
  new Router()
    .post(
      '/place-code-readings',
      endpoint(
        { ...mine, id: 'placeVisit.read', summary: '扫到的是哪个场所、可以为哪些孩子登记，不登记', body: ScannedPlaceCode, response: PlaceCodeRead },
        async ({ body, principal }) => {
          await requireActive()
          return visiting.read({ ...body, principal })
        },
      ),
    )
    .post(
      '/place-visits',
      endpoint(
        {
          ...mine,
          id: 'placeVisit.visit',
          summary: '扫场所码登记到访，本人或自己监护的孩子：屏幕上的同一个码每人只记一次，海报每确认一次记一次，不算进场所的人次',
          body: VisitPlace,
          response: PlaceVisit,
          status: 201,
          idempotency: 'own',
        },
        async ({ body, principal, idempotencyKey }) => {
          await requireActive()
          return visiting.visit({ ...body, principal, idempotencyKey })
        },
      ),
    )
