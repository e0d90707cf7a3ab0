import Router from '@koa/router'
import {
  CountersignHealthNotice,
  HandInHealthNotice,
  HealthNoticePage,
  HealthNoticeReceipt,
  RecolouringList,
  RuleTrial,
  RuleTrialRequest,
} from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { HealthNotices } from './notices.service'
import type { createRuleTrial } from './rule-trial'

interface Parts {
  notices: HealthNotices
  trial: ReturnType<typeof createRuleTrial>
  listRecolourings: () => Promise<RecolouringList>
  /** @throws AppError HEALTH_CODE_OFF while it is off */
  requireActive: () => Promise<unknown>
}

const ById = z.strictObject({ id: Ulid })
const Page = z.strictObject({ after: z.optional(Ulid), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) })
const limits = [{ rule: 'healthNotice.source', by: 'source' as const }]
const permission = 'healthRules.operate'

/** 依据: authorities hand their notices in, signed; operators see how many there are and try rules on them. */
export const healthRulesRoutes = ({ notices, trial, listRecolourings, requireActive }: Parts): Router =>
  new Router()
    .post(
      '/health/notices',
      endpoint(
        {
          id: 'healthNotice.handIn',
          summary: '签发机关报送依据（签名即身份）',
          permission: 'public',
          body: HandInHealthNotice,
          response: HealthNoticeReceipt,
          status: 202,
          limits,
        },
        async ({ body }) => {
          await requireActive()
          return notices.take(body.notice)
        },
      ),
    )
    .post(
      '/health/notices/:id/countersignatures',
      endpoint(
        {
          id: 'healthNotice.countersign',
          summary: '第二部门会签批量依据',
          permission: 'public',
          params: ById,
          body: CountersignHealthNotice,
          response: HealthNoticeReceipt,
          limits,
        },
        async ({ params, body }) => {
          await requireActive()
          return notices.countersign({ id: params.id, text: body.countersignature })
        },
      ),
    )
    .get(
      '/staff/health-evidence',
      endpoint({ id: 'healthNotice.list', summary: '收到的依据，只有数量', permission, query: Page, response: HealthNoticePage }, async ({ query }) => {
        await requireActive()
        return notices.list({ after: query.after ?? null, limit: query.limit })
      }),
    )
    .get(
      '/staff/health-recolourings',
      endpoint({ id: 'healthRules.recolourings', summary: '规则换版后告知到哪里了', permission, response: RecolouringList }, async () => {
        await requireActive()
        return listRecolourings()
      }),
    )
    .post(
      '/staff/health-rule-trials',
      endpoint(
        {
          id: 'healthRules.try',
          summary: '用今天的数据试算一份规则，不保存',
          permission,
          body: RuleTrialRequest,
          response: RuleTrial,
          limits: [{ rule: 'healthRules.try.actor', by: 'actor' }],
        },
        async ({ body }) => {
          await requireActive()
          return trial.tryText(body.text)
        },
      ),
    )
