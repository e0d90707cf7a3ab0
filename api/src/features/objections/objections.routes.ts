import Router from '@koa/router'
import { AnswerObjection, CaseObjections, ObjectionPage, ObjectionView, RaiseObjection } from '@zsb/shared/objection'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { answerDeskRoutes } from '../answerable'
import type { ObjectionDeskService } from './objection-desk.service'
import type { OwnObjectionService } from './own-objections.service'

const ById = z.strictObject({ id: Ulid })

export const ownObjectionRoutes = (own: OwnObjectionService): Router =>
  new Router({ prefix: '/applications' })
    .get(
      '/:id/objections',
      endpoint(
        { id: 'objection.show', summary: '一件办件可以提异议的决定和提过的异议', permission: 'objection.own', params: ById, response: CaseObjections },
        ({ params, principal }) => own.show({ id: params.id, principal }),
      ),
    )
    .post(
      '/:id/objections',
      endpoint(
        {
          id: 'objection.raise',
          summary: '对一个决定提出异议，一次',
          permission: 'objection.own',
          params: ById,
          body: RaiseObjection,
          response: CaseObjections,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'objection.raise.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => own.raise({ id: params.id, body, principal }),
      ),
    )

export const objectionDeskRoutes = (desk: ObjectionDeskService): Router =>
  answerDeskRoutes({
    prefix: '/staff/objections',
    name: 'objection',
    permission: 'objection.answer',
    rule: 'objection.answer.actor',
    summaries: { list: '本单位或平台要复核的异议，最急的在前', get: '一件异议，留痕', answer: '复核并答复' },
    page: ObjectionPage,
    view: ObjectionView,
    answer: AnswerObjection,
    desk,
  })
