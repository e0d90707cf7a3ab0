import Router from '@koa/router'
import {
  DocumentClaim,
  FaceCheckResult,
  FaceCheckStarted,
  RealNameResult,
  WindowConfirmation,
  WindowConfirmed,
  WindowLookup,
  WindowLookupView,
  WindowRefusal,
  WindowRefused,
  WindowRequest,
  WindowRequestView,
} from '@zsb/shared/holder'
import * as z from 'zod/mini'
import { endpoint, type LimitUse } from '../../platform/http/endpoint'
import type { RealNameService } from './real-name.service'
import type { WindowRoute } from './window-route.service'

const Empty = z.strictObject({})
const ByTicket = z.strictObject({ ticket: z.string().check(z.regex(/^[A-Za-z0-9_-]{8,128}$/)) })

interface Parts {
  service: RealNameService
  windowRoute: WindowRoute
}

export const realNameRoutes = ({ service, windowRoute }: Parts): Router =>
  new Router({ prefix: '/real-name' })
    .post(
      '/checks',
      endpoint(
        {
          id: 'realName.check',
          summary: '实名核验：姓名与证件号码',
          permission: 'realName.self',
          body: DocumentClaim,
          response: RealNameResult,
          idempotency: 'required',
          limits: [{ rule: 'realName.check.actor', by: 'actor' }],
        },
        ({ principal, body }) => service.check({ principal, claim: body }),
      ),
    )
    .post(
      '/face-checks',
      endpoint(
        {
          id: 'realName.startFace',
          summary: '开始人脸核验',
          permission: 'realName.self',
          body: Empty,
          response: FaceCheckStarted,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'realName.check.actor', by: 'actor' }],
        },
        ({ principal }) => service.startFaceCheck({ principal }),
      ),
    )
    .post(
      '/face-checks/:ticket/result',
      endpoint(
        {
          id: 'realName.finishFace',
          summary: '人脸核验结果',
          permission: 'realName.self',
          params: ByTicket,
          body: Empty,
          response: FaceCheckResult,
          limits: [{ rule: 'realName.faceResult.actor', by: 'actor' }],
        },
        ({ principal, params }) => service.finishFaceCheck({ principal, ticket: params.ticket }),
      ),
    )
    .post(
      '/window-requests',
      endpoint(
        {
          id: 'realName.requestWindow',
          summary: '不刷脸：取窗口核验码',
          permission: 'realName.self',
          body: WindowRequest,
          response: WindowRequestView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'realName.check.actor', by: 'actor' }],
        },
        ({ principal, body }) => windowRoute.request({ principal, ...(body.document && { document: body.document }) }),
      ),
    )

/** By the clerk, and by the person behind the code. */
const WINDOW: LimitUse<{ code: string }>[] = [
  { rule: 'window.person.actor', by: 'actor' },
  { rule: 'window.code.target', by: ({ body }) => body.code },
]

export const windowRealNameRoutes = ({ windowRoute }: Parts): Router =>
  new Router({ prefix: '/window' })
    .post(
      '/real-name-lookups',
      endpoint(
        {
          id: 'realName.lookUp',
          summary: '窗口：按核验码查看待核对的证件',
          permission: 'realName.confirm',
          body: WindowLookup,
          response: WindowLookupView,
          limits: WINDOW,
        },
        ({ principal, body }) => windowRoute.lookUp({ principal, code: body.code }),
      ),
    )
    .post(
      '/real-name-confirmations',
      endpoint(
        {
          id: 'realName.confirm',
          summary: '窗口：已核对证件与本人',
          permission: 'realName.confirm',
          body: WindowConfirmation,
          response: WindowConfirmed,
          idempotency: 'required',
          limits: WINDOW,
        },
        ({ principal, body }) => windowRoute.confirm({ principal, code: body.code }),
      ),
    )
    .post(
      '/real-name-refusals',
      endpoint(
        {
          id: 'realName.refuse',
          summary: '窗口：证件与本人或填报不符，不予确认',
          permission: 'realName.confirm',
          body: WindowRefusal,
          response: WindowRefused,
          idempotency: 'required',
          limits: WINDOW,
        },
        ({ principal, body }) => windowRoute.refuse({ principal, code: body.code, reason: body.reason }),
      ),
    )
