import Router from '@koa/router'
import { AskForPrinted, PrintAtWindow, PrintedCode, PrintedCodeList, PrintedRevoked, RevokeAtWindow } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { atWindow } from './at-window'
import type { PrintedCodeService } from './printed-codes.service'
import { DECLARATION_KEY } from './record-kinds'

const ById = z.strictObject({ id: Ulid })
const own = { permission: 'health.own', limits: [{ rule: 'health.print.actor', by: 'actor' as const }] }

/** 离线码 on one's own phone, for oneself or a child. */
export const printedCodeRoutes = (printed: PrintedCodeService): Router =>
  new Router({ prefix: '/health/printed-codes' })
    .get(
      '/',
      endpoint(
        { id: 'printedCode.list', summary: '一个人现在有效的离线码', permission: 'health.own', query: AskForPrinted, response: PrintedCodeList },
        ({ query, principal }) => printed.list({ ...query, principal }),
      ),
    )
    .post(
      '/',
      endpoint(
        {
          ...own,
          id: 'printedCode.askFor',
          summary: '打印离线码，上一张作废',
          body: AskForPrinted,
          response: PrintedCode,
          status: 201,
          idempotency: 'required',
          rememberedUnder: DECLARATION_KEY,
        },
        ({ body, principal }) => printed.askFor({ ...body, principal }),
      ),
    )
    .post(
      '/:id/prints',
      endpoint(
        {
          ...own,
          id: 'printedCode.printAgain',
          summary: '把现在这张离线码再打印一遍',
          params: ById,
          body: AskForPrinted,
          response: PrintedCode,
          idempotency: 'required',
          rememberedUnder: DECLARATION_KEY,
        },
        ({ params, body, principal }) => printed.printAgain({ ...params, ...body, principal }),
      ),
    )
    .post(
      '/:id/revocation',
      endpoint(
        {
          ...own,
          id: 'printedCode.revoke',
          summary: '作废离线码',
          params: ById,
          body: AskForPrinted,
          response: z.null(),
          status: 204,
          idempotency: 'required',
        },
        async ({ params, body, principal }) => {
          await printed.revoke({ ...params, ...body, principal })
          return null
        },
      ),
    )

/** 离线码 at the window, for whoever has no phone. */
export const windowPrintedRoutes = (printed: PrintedCodeService): Router =>
  new Router({ prefix: '/window' })
    .post(
      '/printed-codes',
      endpoint(
        {
          ...atWindow,
          id: 'printedCode.printAtWindow',
          summary: '在窗口为没有手机的老人打印离线码：核对证件，本人同意',
          body: PrintAtWindow,
          response: PrintedCode,
          status: 201,
          idempotency: 'required',
          rememberedUnder: DECLARATION_KEY,
        },
        ({ body, principal }) => printed.printAtWindow({ body, principal }),
      ),
    )
    .post(
      '/printed-code-revocations',
      endpoint(
        {
          ...atWindow,
          id: 'printedCode.revokeAtWindow',
          summary: '在窗口凭证件作废丢了的离线码',
          body: RevokeAtWindow,
          response: PrintedRevoked,
          status: 201,
          idempotency: 'required',
          rememberedUnder: DECLARATION_KEY,
        },
        ({ body, principal }) => printed.revokeAtWindow({ body, principal }),
      ),
    )
