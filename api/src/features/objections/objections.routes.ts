import Router from '@koa/router'
import { AnswerObjection, CaseObjections, ObjectionPage, ObjectionView, RaiseObjection } from '@zsb/shared/objection'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { PlaceCursor } from '../../platform/http/place-cursor'
import type { ObjectionDeskService } from './objection-desk.service'
import type { OwnObjectionService } from './own-objections.service'

const ById = z.strictObject({ id: Ulid })
const Query = z.strictObject({
  state: z._default(z.enum(['open', 'answered']), 'open'),
  after: z.optional(PlaceCursor),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})

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
  new Router({ prefix: '/staff/objections' })
    .get(
      '/',
      endpoint(
        { id: 'objection.list', summary: '本单位或平台要复核的异议，最急的在前', permission: 'objection.answer', query: Query, response: ObjectionPage },
        ({ query, principal }) => desk.list({ principal, state: query.state, after: query.after ?? null, limit: query.limit }),
      ),
    )
    .get(
      '/:id',
      endpoint(
        {
          id: 'objection.get',
          summary: '一件异议，留痕',
          permission: 'objection.answer',
          params: ById,
          response: ObjectionView,
          limits: [{ rule: 'objection.answer.actor', by: 'actor' }],
        },
        ({ params, principal }) => desk.get({ id: params.id, principal }),
      ),
    )
    .post(
      '/:id/answers',
      endpoint(
        {
          id: 'objection.answer',
          summary: '复核并答复',
          permission: 'objection.answer',
          params: ById,
          body: AnswerObjection,
          response: ObjectionView,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'objection.answer.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => desk.answer({ id: params.id, body, principal }),
      ),
    )
