import Router from '@koa/router'
import { SetStaffPin, StaffDevicePage, StaffDeviceView, StaffMe, StaffSignInRequest, StaffSignedIn, StaffUnlock, StaffUnlocked } from '@zsb/shared/staff'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { carryRefresh, dropRefresh } from '../sessions'
import type { StaffDeviceService } from './staff-devices.service'
import type { StaffService } from './staff.service'

const Nothing = z.object({})
const Empty = z.strictObject({})
const ById = z.strictObject({ id: Ulid })
const DeviceQuery = z.strictObject({
  state: z._default(z.enum(['pending', 'approved', 'removed']), 'pending'),
  after: z.optional(Ulid),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})

/** Opening takes no Idempotency-Key (R16): the second factor's code works once by itself, and tokens are not remembered. */
export const staffSessionRoutes = ({ staff, now }: { staff: StaffService; now: () => Date }): Router =>
  new Router({ prefix: '/staff-sessions' })
    .post(
      '/',
      endpoint(
        {
          id: 'staffSession.open',
          summary: '工作人员登录',
          permission: 'public',
          body: StaffSignInRequest,
          response: StaffSignedIn,
          status: 201,
          limits: [{ rule: 'staff.signIn.source', by: 'source' }],
        },
        async ({ body, exchange }) => {
          const { opened, staff: me } = await staff.signIn(body)
          return { ...carryRefresh(exchange, opened, now()), staff: me }
        },
      ),
    )
    .post(
      '/unlock',
      endpoint(
        {
          id: 'staffSession.unlock',
          summary: '解锁屏幕',
          permission: 'public',
          body: StaffUnlock,
          response: StaffUnlocked,
          limits: [{ rule: 'staff.signIn.source', by: 'source' }],
        },
        ({ body, exchange }) => staff.unlock({ bearer: exchange.header('authorization')?.replace(/^Bearer /, ''), proof: body }),
      ),
    )
    .post(
      '/pin',
      endpoint(
        { id: 'staffSession.setPin', summary: '设置本班解锁码', permission: 'staff.self', body: SetStaffPin, response: Nothing, status: 204 },
        async ({ body, principal }) => {
          await staff.setPin({ principal, pin: body.pin })
          return {}
        },
      ),
    )
    .post(
      '/end',
      endpoint(
        { id: 'staffSession.end', summary: '工作人员退出', permission: 'staff.self', body: Empty, response: Nothing, status: 204 },
        async ({ principal, exchange }) => {
          await staff.end(principal)
          dropRefresh(exchange)
          return {}
        },
      ),
    )

export const staffRoutes = ({ staff }: { staff: StaffService }): Router =>
  new Router({ prefix: '/staff' }).get(
    '/me',
    endpoint({ id: 'staff.me', summary: '我的岗位', permission: 'staff.self', response: StaffMe }, ({ principal }) => staff.getMe(principal)),
  )

export const staffDeviceRoutes = ({ devices }: { devices: StaffDeviceService }): Router =>
  new Router({ prefix: '/staff-devices' })
    .get(
      '/',
      endpoint(
        { id: 'staffDevice.list', summary: '待登记设备', permission: 'staffDevice.decide', query: DeviceQuery, response: StaffDevicePage },
        ({ principal, query }) => devices.list({ principal, state: query.state, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/:id/approvals',
      endpoint(
        {
          id: 'staffDevice.approve',
          summary: '批准设备',
          permission: 'staffDevice.decide',
          params: ById,
          body: Empty,
          response: StaffDeviceView,
          idempotency: 'required',
        },
        ({ principal, params }) => devices.decide({ principal, id: params.id, approve: true }),
      ),
    )
    .post(
      '/:id/removals',
      endpoint(
        {
          id: 'staffDevice.remove',
          summary: '注销设备',
          permission: 'staffDevice.decide',
          params: ById,
          body: Empty,
          response: StaffDeviceView,
          idempotency: 'required',
        },
        ({ principal, params }) => devices.decide({ principal, id: params.id, approve: false }),
      ),
    )
