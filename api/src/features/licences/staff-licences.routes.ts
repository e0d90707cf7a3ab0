import Router from '@koa/router'
import {
  ErrorReportAnswer,
  ErrorReportForStaff,
  ErrorReportPage,
  LicenceLookup,
  LicenceLookupResult,
  LicenceTypeList,
  StateChangeApproval,
  StateChangePage,
  StateChangeRefusal,
  StateChangeRequest,
  StateChangeView,
  type LicenceType,
} from '@zsb/shared/licence'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { Principal } from '../../platform/http/principal'
import type { ErrorReportService } from './error-reports.service'
import type { FindLicence } from './find-licence.service'
import type { StateChangeService } from './state-changes.service'

const ById = z.strictObject({ id: Ulid })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })

interface Services {
  changes: StateChangeService
  reports: ErrorReportService
  find: FindLicence
  /** Types a staff member's office answers for. */
  handledTypes: (principal: Principal) => LicenceType[]
}

export const staffLicenceRoutes = ({ changes, reports, find, handledTypes }: Services): Router =>
  new Router({ prefix: '/staff/licences' })
    .get(
      '/types',
      endpoint(
        { id: 'licence.typesHandled', summary: '本单位主管的证照类型', permission: 'licence.changeState', response: LicenceTypeList },
        ({ principal }) => ({ items: handledTypes(principal), next: null }),
      ),
    )
    .post(
      '/lookups',
      endpoint(
        {
          id: 'licence.lookUp',
          summary: '查找要办理的证照，脱敏，留痕',
          permission: 'licence.changeState',
          body: LicenceLookup,
          response: LicenceLookupResult,
          limits: [
            { rule: 'licence.lookUp.actor', by: 'actor' },
            { rule: 'licence.lookUp.target', by: ({ body }) => ('identifier' in body ? body.identifier : `${body.documentType}:${body.number}`) },
          ],
        },
        ({ body, principal }) => find.find({ wanted: body, principal }),
      ),
    )
    .get(
      '/state-changes',
      endpoint(
        { id: 'stateChange.list', summary: '证照状态变更：本单位或本区域', permission: 'licence.changeState', query: Page, response: StateChangePage },
        ({ query, principal }) => changes.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/state-changes',
      endpoint(
        {
          id: 'stateChange.request',
          summary: '变更证照状态；需要双人的先待复核',
          permission: 'licence.changeState',
          body: StateChangeRequest,
          response: StateChangeView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'licence.changeState.actor', by: 'actor' }],
        },
        ({ body, principal }) => changes.request({ request: body, principal }),
      ),
    )
    .post(
      '/state-changes/:id/approvals',
      endpoint(
        {
          id: 'stateChange.approve',
          summary: '第二人复核并签认所见内容',
          permission: 'licence.changeState',
          params: ById,
          body: StateChangeApproval,
          response: StateChangeView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'licence.changeState.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => changes.approve({ id: params.id, shownHash: body.shownHash, principal }),
      ),
    )
    .post(
      '/state-changes/:id/refusals',
      endpoint(
        {
          id: 'stateChange.refuse',
          summary: '第二人不予复核，或申请人撤回',
          permission: 'licence.changeState',
          params: ById,
          body: StateChangeRefusal,
          response: StateChangeView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'licence.changeState.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => changes.refuse({ id: params.id, reason: body.reason, principal }),
      ),
    )
    .get(
      '/error-reports',
      endpoint(
        { id: 'errorReport.list', summary: '待答复的信息有误反馈', permission: 'licence.answerReport', query: Page, response: ErrorReportPage },
        ({ query, principal }) => reports.listOpen({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .post(
      '/error-reports/:id/answers',
      endpoint(
        {
          id: 'errorReport.answer',
          summary: '答复信息有误反馈',
          permission: 'licence.answerReport',
          params: ById,
          body: ErrorReportAnswer,
          response: ErrorReportForStaff,
          status: 201,
          idempotency: 'required',
        },
        ({ params, body, principal }) => reports.answer({ id: params.id, answer: body, principal }),
      ),
    )
