import Router from '@koa/router'
import { ApplicationView } from '@zsb/shared/application'
import { Ulid } from '@zsb/shared/ulid'
import { ApplicationCodeView, ConfirmAtWindow } from '@zsb/shared/window-application'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { WindowApplicationService } from './window-applications.service'

const ById = z.strictObject({ id: Ulid })
const Empty = z.strictObject({})

/** What the applicant's own phone does of it. */
export const phoneRoutes = (service: WindowApplicationService): Router =>
  new Router({ prefix: '/applications' })
    .post(
      '/:id/window-codes',
      endpoint(
        {
          id: 'application.showCode',
          summary: '到窗口办：出示办件码',
          permission: 'application.own',
          params: ById,
          body: Empty,
          response: ApplicationCodeView,
          status: 201,
          limits: [{ rule: 'application.code.actor', by: 'actor' }],
        },
        ({ params, principal }) => service.showCode({ ...params, principal }),
      ),
    )
    .post(
      '/:id/window-confirmations',
      endpoint(
        {
          id: 'application.confirm',
          summary: '窗口代录的内容看过了，确认提交',
          permission: 'application.own',
          params: ById,
          body: ConfirmAtWindow,
          response: ApplicationView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => service.confirm({ ...params, ...body, principal }),
      ),
    )
    .post(
      '/:id/window-refusals',
      endpoint(
        {
          id: 'application.takeBack',
          summary: '从窗口收回，不要窗口代办',
          permission: 'application.own',
          params: ById,
          body: Empty,
          response: ApplicationView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, principal }) => service.takeBack({ ...params, principal }),
      ),
    )
