import Router from '@koa/router'
import { endpoint } from '../../platform/http/endpoint'
import { DemoPeopleView } from './demo-people'
import type { DemoService } from './demo.service'

/** Mounted outside production only; there the path answers like any unknown one. */
export const demoRoutes = (service: DemoService): Router =>
  new Router({ prefix: '/demo' }).get(
    '/people',
    endpoint({ id: 'demo.people', summary: '演示人物与登录方法（仅演示环境）', permission: 'public', response: DemoPeopleView }, () => service.list()),
  )
