import Router from '@koa/router'
import { ErrorReportRequest, ErrorReportView, LicenceHistoryPage, LicenceView, RevealRequest, RevealedField, WalletView } from '@zsb/shared/licence'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { ErrorReportService } from './error-reports.service'
import type { WalletService } from './wallet.service'

const ById = z.strictObject({ id: Ulid })
const HistoryQuery = z.strictObject({
  after: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(100_000))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})

export const licenceRoutes = ({ wallet, reports }: { wallet: WalletService; reports: ErrorReportService }): Router =>
  new Router({ prefix: '/licences' })
    .get(
      '/',
      endpoint({ id: 'licence.list', summary: '我的证照', permission: 'licence.read', response: WalletView }, ({ principal }) => wallet.list(principal)),
    )
    .post(
      '/refreshes',
      endpoint(
        {
          id: 'licence.refresh',
          summary: '重新向各部门证照库归集',
          permission: 'licence.read',
          response: WalletView,
          limits: [{ rule: 'licence.refresh.actor', by: 'actor' }],
        },
        ({ principal }) => wallet.refresh(principal),
      ),
    )
    .get(
      '/:id',
      endpoint(
        { id: 'licence.get', summary: '证照详情，敏感内容脱敏', permission: 'licence.read', params: ById, response: LicenceView },
        ({ params, principal }) => wallet.get({ id: params.id, principal }),
      ),
    )
    .get(
      '/:id/history',
      endpoint(
        { id: 'licence.history', summary: '证照变更履历', permission: 'licence.read', params: ById, query: HistoryQuery, response: LicenceHistoryPage },
        ({ params, query, principal }) => wallet.history({ id: params.id, after: query.after ?? null, limit: query.limit, principal }),
      ),
    )
    .post(
      '/:id/reveals',
      endpoint(
        {
          id: 'licence.reveal',
          summary: '查看一项完整内容，留痕',
          permission: 'licence.reveal',
          params: ById,
          body: RevealRequest,
          response: RevealedField,
          idempotency: 'required',
          limits: [{ rule: 'licence.reveal.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => wallet.reveal({ id: params.id, field: body.field, principal }),
      ),
    )
    .post(
      '/:id/error-reports',
      endpoint(
        {
          id: 'licence.reportError',
          summary: '信息有误：反馈给发证部门',
          permission: 'licence.read',
          params: ById,
          body: ErrorReportRequest,
          response: ErrorReportView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'licence.report.actor', by: 'actor' }],
        },
        async ({ params, body, principal }) => {
          const { record } = await wallet.findMine(params.id, principal)
          return reports.report({ record, field: body.field, text: body.text, principal })
        },
      ),
    )
