import Router from '@koa/router'
import { ComplaintRequest, ComplaintView, LedgerEntry, LedgerPage } from '@zsb/shared/ledger'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { ComplaintService } from './complaints.service'
import type { LedgerService } from './ledger.service'
import { LEDGER_CURSOR } from './read-chains'

const ById = z.strictObject({ id: Ulid })
const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20)
const EntryPage = z.strictObject({ after: z.optional(z.string().check(z.regex(LEDGER_CURSOR))), limit })

export const ledgerRoutes = ({ ledger, complaints }: { ledger: LedgerService; complaints: ComplaintService }): Router =>
  new Router({ prefix: '/ledger' })
    .get(
      '/',
      endpoint(
        { id: 'ledger.list', summary: '用证记录：谁在什么时候看了我的什么', permission: 'ledger.read', query: EntryPage, response: LedgerPage },
        ({ query, principal }) => ledger.list({ principal, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .get(
      '/:id',
      endpoint({ id: 'ledger.get', summary: '一条用证记录', permission: 'ledger.read', params: ById, response: LedgerEntry }, ({ params, principal }) =>
        ledger.get({ id: params.id, principal }),
      ),
    )
    .post(
      '/:id/complaints',
      endpoint(
        {
          id: 'ledger.complain',
          summary: '不是我本人，或对方要得太多：提出异议',
          permission: 'ledger.complain',
          params: ById,
          body: ComplaintRequest,
          response: ComplaintView,
          status: 201,
          idempotency: 'required',
        },
        ({ params, body, principal }) => complaints.complain({ entryId: params.id, reason: body.reason, text: body.text ?? '', principal }),
      ),
    )
