import Router from '@koa/router'
import { ErrorReportRequest, ErrorReportView, LicenceView, RevealRequest, RevealedField, StateChangeApproval, StateChangeRequest, StateChangeView, WalletView } from '@zsb/shared/licence'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { StateChangeService } from './state-changes.service'
import type { WalletService } from './wallet.service'

const ById = z.strictObject({ id: z.ulid() })
const Page = z.strictObject({ after: z.optional(z.ulid()), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const StateChangePage = z.object({ items: z.array(StateChangeView), next: z.nullable(z.string()) })

export const walletRoutes = (wallet: WalletService): Router =>
  new Router({ prefix: '/licences' })
    .get('/', endpoint({ id: 'licence.list', summary: '我的证照', permission: 'licence.read', response: WalletView }, ({ principal }) => wallet.list(principal)))
    .post(
      '/refreshes',
      endpoint(
        { id: 'licence.refresh', summary: '重新向各部门证照库归集', permission: 'licence.read', response: WalletView, limits: [{ rule: 'licence.refresh.actor', by: 'actor' }] },
        ({ principal }) => wallet.refresh(principal),
      ),
    )
    .get('/:id', endpoint({ id: 'licence.get', summary: '证照详情，敏感内容脱敏', permission: 'licence.read', params: ById, response: LicenceView }, ({ params, principal }) => wallet.get({ id: params.id, principal })))
    .post(
      '/:id/reveals',
      endpoint(
        { id: 'licence.reveal', summary: '查看一项完整内容，留痕', permission: 'licence.reveal', params: ById, body: RevealRequest, response: RevealedField, limits: [{ rule: 'licence.reveal.actor', by: 'actor' }] },
        ({ params, body, principal }) => wallet.reveal({ id: params.id, field: body.field, principal }),
      ),
    )
    .post(
      '/:id/error-reports',
      endpoint(
        { id: 'licence.reportError', summary: '信息有误：反馈给发证部门', permission: 'licence.read', params: ById, body: ErrorReportRequest, response: ErrorReportView, status: 201, idempotency: 'required', limits: [{ rule: 'licence.report.actor', by: 'actor' }] },
        ({ params, body, principal }) => wallet.reportError({ id: params.id, ...body, principal }),
      ),
    )

export const stateChangeRoutes = (changes: StateChangeService): Router =>
  new Router({ prefix: '/staff/licences/state-changes' })
    .get(
      '/',
      endpoint({ id: 'stateChange.list', summary: '证照状态变更，待复核的在前', permission: 'licence.changeState', query: Page, response: StateChangePage }, ({ query, principal }) =>
        changes.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/',
      endpoint(
        { id: 'stateChange.request', summary: '变更证照状态；需要双人的先待复核', permission: 'licence.changeState', body: StateChangeRequest, response: StateChangeView, status: 201, idempotency: 'required' },
        ({ body, principal }) => changes.request({ request: body, principal }),
      ),
    )
    .post(
      '/:id/approvals',
      endpoint(
        { id: 'stateChange.approve', summary: '第二人复核并签认所见内容', permission: 'licence.changeState', params: ById, body: StateChangeApproval, response: StateChangeView, status: 201, idempotency: 'required' },
        ({ params, body, principal }) => changes.approve({ id: params.id, shownHash: body.shownHash, principal }),
      ),
    )
