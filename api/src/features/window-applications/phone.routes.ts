import Router from '@koa/router'
import { ApplicationView } from '@zsb/shared/application'
import { JointView } from '@zsb/shared/joint-application'
import { Ulid } from '@zsb/shared/ulid'
import { ApplicationCodeView, ConfirmAtWindow } from '@zsb/shared/window-application'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { Principal } from '../../platform/http/principal'

const ById = z.strictObject({ id: Ulid })
const Empty = z.strictObject({})

interface One {
  id: string
  principal: Principal
}
/** What the applicant answers from his phone, of one case or of several at once. */
interface OnPhone<V> {
  showCode: (one: One) => Promise<ApplicationCodeView>
  confirm: (one: One & { version: number }) => Promise<V>
  takeBack: (one: One) => Promise<V>
}

const permission = 'application.own'

/** What the applicant's own phone does of it. */
function routesOf<R extends z.ZodMiniType>(prefix: string, { name, response, service }: { name: string; response: R; service: OnPhone<z.input<R>> }): Router {
  return new Router({ prefix })
    .post(
      '/:id/window-codes',
      endpoint(
        {
          id: `${name}.showCode`,
          summary: '到窗口办：出示办件码',
          permission,
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
          id: `${name}.confirm`,
          summary: '窗口代录的内容看过了，确认提交',
          permission,
          params: ById,
          body: ConfirmAtWindow,
          response,
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
          id: `${name}.takeBack`,
          summary: '从窗口收回，不要窗口代办',
          permission,
          params: ById,
          body: Empty,
          response,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'application.submit.actor', by: 'actor' }],
        },
        ({ params, principal }) => service.takeBack({ ...params, principal }),
      ),
    )
}

export const phoneRoutes = (service: OnPhone<ApplicationView>): Router => routesOf('/applications', { name: 'application', response: ApplicationView, service })
export const jointPhoneRoutes = (service: OnPhone<JointView>): Router =>
  routesOf('/joint-applications', { name: 'jointApplication', response: JointView, service })
