import Router from '@koa/router'
import { AnswerAppeal, AppealPage, AppealView, OwnAppeal, OwnAppeals, RaiseAppeal } from '@zsb/shared/health-code'
import { Ulid } from '@zsb/shared/ulid'
import { UploadPicture } from '@zsb/shared/upload'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { answerDeskRoutes } from '../answerable'
import { APPEAL_KEY } from './record-kinds'
import type { createAppealDesk } from './appeal-desk.service'
import type { OwnAppealService } from './own-appeals.service'

const ById = z.strictObject({ id: Ulid })
const written = {
  permission: 'health.own',
  response: OwnAppeal,
  status: 201 as const,
  idempotency: 'required' as const,
  rememberedUnder: APPEAL_KEY,
  limits: [{ rule: 'healthAppeal.raise.actor', by: 'actor' as const }],
}

/** 申诉 by the person. */
export const ownAppealRoutes = (own: OwnAppealService): Router =>
  new Router({ prefix: '/health/appeals' })
    .get(
      '/',
      endpoint(
        {
          id: 'healthAppeal.own',
          summary: '本人或孩子的申诉，能不能再提',
          permission: 'health.own',
          query: z.strictObject({ personId: Ulid }),
          response: OwnAppeals,
        },
        ({ query, principal }) => own.list({ personId: query.personId, principal }),
      ),
    )
    .post(
      '/',
      endpoint({ id: 'healthAppeal.raise', summary: '对黄码、红码申诉，附证明', body: RaiseAppeal, ...written }, ({ body, principal }) =>
        own.raise({ request: body, principal }),
      ),
    )
    .post(
      '/:id/withdrawal',
      endpoint({ id: 'healthAppeal.withdraw', summary: '撤回没有答复的申诉', params: ById, ...written }, ({ params, principal }) =>
        own.withdraw({ id: params.id, principal }),
      ),
    )

/** 申诉核查 by operators. */
export const appealDeskRoutes = (desk: ReturnType<typeof createAppealDesk>): Router[] => [
  answerDeskRoutes({
    prefix: '/staff/health-appeals',
    name: 'healthAppeal',
    permission: 'healthAppeal.answer',
    rule: 'healthAppeal.answer.actor',
    rememberedUnder: APPEAL_KEY,
    summaries: { list: '要核查的健康码申诉，最急的在前', get: '一件申诉，留痕', answer: '核查并答复' },
    page: AppealPage,
    view: AppealView,
    answer: AnswerAppeal,
    desk,
  }),
  new Router({ prefix: '/staff/health-appeals' }).get(
    '/:id/files/:fileId/pages/:no',
    endpoint(
      {
        id: 'healthAppeal.picture',
        summary: '申诉附的证明，一页一次，留痕',
        permission: 'healthAppeal.answer',
        params: z.strictObject({ id: Ulid, fileId: Ulid, no: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(200)) }),
        response: UploadPicture,
        limits: [{ rule: 'healthAppeal.picture.actor', by: 'actor' }],
      },
      ({ params, principal }) => desk.picture({ ...params, principal }),
    ),
  ),
]
