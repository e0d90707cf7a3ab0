import Router from '@koa/router'
import {
  DeclarationForm,
  DeclarationPage,
  DeclarationView,
  DeclareAtWindow,
  DeclaredAtWindow,
  DeclareHealth,
  FindTakenDown,
  TakenDownList,
  WindowDeclarationForm,
} from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { atWindow } from './at-window'
import type { DeclarationService } from './declarations.service'
import type { WindowDeclarationService } from './window-declarations.service'

const OfPerson = z.strictObject({
  personId: Ulid,
  after: z.optional(Ulid),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})
const permission = 'health.own'

export const declarationRoutes = (declarations: DeclarationService): Router =>
  new Router({ prefix: '/health' })
    .get(
      '/declaration-form',
      endpoint({ id: 'healthDeclaration.form', summary: '今天的申报表，以及可以替谁申报', permission, response: DeclarationForm }, ({ principal }) =>
        declarations.getForm(principal),
      ),
    )
    .get(
      '/declarations',
      endpoint(
        { id: 'healthDeclaration.list', summary: '自己或孩子的健康申报', permission, query: OfPerson, response: DeclarationPage },
        ({ query, principal }) => declarations.list({ personId: query.personId, principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/declarations',
      endpoint(
        {
          id: 'healthDeclaration.declare',
          summary: '个人健康申报，或更正以前的',
          permission,
          body: DeclareHealth,
          response: DeclarationView,
          status: 201,
          idempotency: 'required',
          rememberedUnder: 'declaration',
          limits: [{ rule: 'health.declare.actor', by: 'actor' }],
        },
        ({ body, principal }) => declarations.declare({ request: body, principal }),
      ),
    )

/** 窗口代为申报 for whoever has no phone. */
export const windowDeclarationRoutes = (declarations: WindowDeclarationService): Router =>
  new Router({ prefix: '/window' })
    .get(
      '/health-declaration-form',
      endpoint(
        { id: 'healthDeclaration.formAtWindow', summary: '窗口代为申报用的申报表', permission: atWindow.permission, response: WindowDeclarationForm },
        () => declarations.getForm(),
      ),
    )
    .post(
      '/health-declarations',
      endpoint(
        {
          ...atWindow,
          id: 'healthDeclaration.declareAtWindow',
          summary: '在窗口替没有手机的老人申报或更正：核对证件，照本人说的填，本人同意；打印出来请本人看过签字',
          body: DeclareAtWindow,
          response: DeclaredAtWindow,
          status: 201,
          idempotency: 'required',
          rememberedUnder: 'declaration',
        },
        ({ body, principal }) => declarations.takeDown({ body, principal }),
      ),
    )
    .post(
      '/health-declaration-lookups',
      endpoint(
        {
          ...atWindow,
          id: 'healthDeclaration.findAtWindow',
          summary: '在窗口凭证件查找代为申报的，以便更正，留痕',
          body: FindTakenDown,
          response: TakenDownList,
        },
        ({ body, principal }) => declarations.find({ body, principal }),
      ),
    )
