import Router from '@koa/router'
import { DoorVerdict } from '@zsb/shared/health-code'
import { DoorScan, ManualEntry, ManuallyEntered } from '@zsb/shared/place'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { DoorService } from './door.service'
import type { ManualService } from './manual.service'

const ByGuard = z.strictObject({ guardId: Ulid })
interface Parts {
  door: DoorService
  manual: ManualService
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<unknown>
}

/** 扫码查验 and 无手机登记 at a guarded door. */
export const doorRoutes = ({ door, manual, requireActive }: Parts): Router =>
  new Router({ prefix: '/guarded-places' })
    .post(
      '/:guardId/manual-entries',
      endpoint(
        {
          id: 'guardedPlace.enterByHand',
          summary: '无手机登记：本人同意，核对证件号码',
          permission: 'place.guard',
          params: ByGuard,
          body: ManualEntry,
          response: ManuallyEntered,
          status: 201,
          idempotency: 'own',
          limits: [
            { rule: 'door.manual.actor', by: 'actor' },
            { rule: 'door.manual.target', by: ({ body }) => body.person.number },
          ],
        },
        async ({ params, body, principal, idempotencyKey }) => {
          await requireActive()
          return manual.enter({ guardId: params.guardId, body, principal, idempotencyKey })
        },
      ),
    )
    .post(
      '/:guardId/scans',
      endpoint(
        {
          id: 'guardedPlace.scan',
          summary: '扫码查验健康码：结论、颜色，不说原因；码只能用一次',
          permission: 'place.guard',
          params: ByGuard,
          body: DoorScan,
          response: DoorVerdict,
          idempotency: 'own',
          limits: [{ rule: 'door.scan.actor', by: 'actor' }],
        },
        async ({ params, body, principal, idempotencyKey }) => {
          await requireActive()
          return door.scan({ guardId: params.guardId, body, principal, idempotencyKey })
        },
      ),
    )
