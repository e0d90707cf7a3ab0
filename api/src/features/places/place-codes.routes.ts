import Router from '@koa/router'
import { PaperFile } from '@zsb/shared/paper'
import { PlaceId, PlaceScreenCode } from '@zsb/shared/place'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { PlaceCodeService } from './place-codes.service'

const ByGuard = z.strictObject({ guardId: Ulid })
interface Parts {
  codes: PlaceCodeService
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<{ endsOn: string }>
}
const screen = { response: PlaceScreenCode, status: 201 as const, limits: [{ rule: 'place.screen.actor', by: 'actor' as const }] }

/** 场所码: for the screen at a door, by its owner or a guard, and for a poster. Without an Idempotency-Key: another one does no harm. */
export const placeCodeRoutes = ({ codes, requireActive }: Parts): Router =>
  new Router()
    .post(
      '/places/:id/screen-codes',
      endpoint(
        { ...screen, id: 'place.showCode', summary: '门口屏幕上的场所码，每半分钟一个', permission: 'place.own', params: PlaceId },
        async ({ params, principal }) => {
          await requireActive()
          return codes.showAsOwner({ id: params.id, principal })
        },
      ),
    )
    .post(
      '/guarded-places/:guardId/screen-codes',
      endpoint(
        { ...screen, id: 'guardedPlace.showCode', summary: '值守人员在门口亮出场所码', permission: 'place.guard', params: ByGuard },
        async ({ params, principal }) => {
          await requireActive()
          return codes.showAsGuard({ guardId: params.guardId, principal })
        },
      ),
    )
    .post(
      '/places/:id/posters',
      endpoint(
        {
          id: 'place.poster',
          summary: '场所码海报，PDF',
          permission: 'place.own',
          params: PlaceId,
          response: PaperFile,
          status: 201,
          limits: [{ rule: 'place.poster.actor', by: 'actor' }],
        },
        async ({ params, principal }) => {
          const { endsOn } = await requireActive()
          return codes.poster({ id: params.id, endsOn, principal })
        },
      ),
    )
