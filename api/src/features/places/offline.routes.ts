import Router from '@koa/router'
import { OfflineKit, OfflineSent, SendOffline } from '@zsb/shared/place'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { OfflineService } from './offline.service'

const ByGuard = z.strictObject({ guardId: Ulid })
interface Parts {
  offline: OfflineService
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<unknown>
}

/** 离线核验 at a guarded door. Sending is without an Idempotency-Key: each visit has an id of its own and is taken once. */
export const offlineRoutes = ({ offline, requireActive }: Parts): Router =>
  new Router({ prefix: '/guarded-places' })
    .post(
      '/:guardId/offline-kits',
      endpoint(
        {
          id: 'guardedPlace.offlineKit',
          summary: '离线核验要用的公钥和期限，不含任何人的信息',
          permission: 'place.guard',
          params: ByGuard,
          response: OfflineKit,
          status: 201,
          limits: [{ rule: 'door.kit.actor', by: 'actor' }],
        },
        async ({ params, principal }) => {
          await requireActive()
          return offline.kit({ guardId: params.guardId, principal })
        },
      ),
    )
    .post(
      '/:guardId/offline-visits',
      endpoint(
        {
          id: 'guardedPlace.sendOffline',
          summary: '补传离线核验的到访，每条只记一次',
          permission: 'place.guard',
          params: ByGuard,
          body: SendOffline,
          response: OfflineSent,
          limits: [{ rule: 'door.offline.actor', by: 'actor' }],
        },
        async ({ params, body, principal }) => {
          await requireActive()
          return offline.send({ guardId: params.guardId, body, principal })
        },
      ),
    )
