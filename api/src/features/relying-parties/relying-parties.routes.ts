import Router from '@koa/router'
import { CounterPolicy } from '@zsb/shared/verification'
import { endpoint } from '../../platform/http/endpoint'
import type { RelyingPartyService } from './relying-parties.service'

export const relyingPartyRoutes = (service: Pick<RelyingPartyService, 'counterPolicy'>): Router =>
  new Router({ prefix: '/staff/counter-policy' }).get(
    '/',
    endpoint({ id: 'counter.policy', summary: '本窗口可核验的场合和用途', permission: 'counter.policy', response: CounterPolicy }, ({ principal }) =>
      service.counterPolicy(principal),
    ),
  )
