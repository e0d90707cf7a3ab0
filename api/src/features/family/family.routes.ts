import Router from '@koa/router'
import { AddChild, Family, FamilyMember } from '@zsb/shared/family'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { FamilyService } from './family.service'

export const familyRoutes = (service: FamilyService): Router =>
  new Router({ prefix: '/family' })
    .get(
      '/',
      endpoint({ id: 'family.list', summary: '我的家庭成员', permission: 'family.read', response: Family }, ({ principal }) =>
        service.list({ personId: principal.personId }),
      ),
    )
    .post(
      '/children',
      endpoint(
        {
          id: 'family.addChild',
          summary: '添加孩子：凭出生医学证明或户口簿',
          permission: 'family.add',
          body: AddChild,
          response: FamilyMember,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'family.add.actor', by: 'actor' }],
        },
        ({ principal, body }) => service.addChild({ principal, claim: body }),
      ),
    )
    .delete(
      '/children/:id',
      endpoint(
        {
          id: 'family.removeChild',
          summary: '移除孩子：不再代其办理',
          permission: 'family.remove',
          params: z.strictObject({ id: Ulid }),
          response: z.object({}),
          status: 204,
        },
        async ({ principal, params }) => {
          await service.removeChild({ principal, childId: params.id })
          return {}
        },
      ),
    )
