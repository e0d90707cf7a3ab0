import Router from '@koa/router'
import { AnswerCallBack, CallBackPage, CallBackView, CaseRatings, ChangeRating, GiveRating } from '@zsb/shared/rating'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import { answerDeskRoutes } from '../answerable'
import type { CallBackService } from './call-backs.service'
import type { OwnRatingService } from './own-ratings.service'

const ById = z.strictObject({ id: Ulid })

export const ownRatingRoutes = (own: OwnRatingService): Router =>
  new Router({ prefix: '/applications' })
    .get(
      '/:id/ratings',
      endpoint(
        { id: 'rating.get', summary: '一件办件的好差评，按环节', permission: 'rating.own', params: ById, response: CaseRatings },
        ({ params, principal }) => own.show({ id: params.id, principal }),
      ),
    )
    .post(
      '/:id/ratings',
      endpoint(
        {
          id: 'rating.give',
          summary: '评价一个环节，只评一次',
          permission: 'rating.own',
          params: ById,
          body: GiveRating,
          response: CaseRatings,
          status: 201,
          idempotency: 'required',
          limits: [{ rule: 'rating.give.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => own.give({ id: params.id, body, principal }),
      ),
    )
    .put(
      '/:id/ratings',
      endpoint(
        {
          id: 'rating.change',
          summary: '在期限内修改评价',
          permission: 'rating.own',
          params: ById,
          body: ChangeRating,
          response: CaseRatings,
          limits: [{ rule: 'rating.give.actor', by: 'actor' }],
        },
        ({ params, body, principal }) => own.change({ id: params.id, body, principal }),
      ),
    )

export const callBackRoutes = (desk: CallBackService): Router =>
  answerDeskRoutes({
    prefix: '/staff/rating-call-backs',
    name: 'callBack',
    permission: 'rating.callBack',
    rule: 'rating.callBack.actor',
    summaries: { list: '本单位或平台要回访的差评，最急的在前', get: '一件差评回访，留痕', answer: '记录回访核实和整改，答复评价人' },
    page: CallBackPage,
    view: CallBackView,
    answer: AnswerCallBack,
    desk,
  })
