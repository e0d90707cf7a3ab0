import Router from '@koa/router'
import { PlaceForReview, PlaceId, PlaceReviewPage, PlaceState, ReviewPlace } from '@zsb/shared/place'
import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'
import { endpoint } from '../../platform/http/endpoint'
import type { PlaceReviewService } from './review.service'

const Page = z.strictObject({
  state: z._default(PlaceState, 'applied'),
  after: z.optional(Ulid),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})
interface Parts {
  reviews: PlaceReviewService
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<unknown>
}

/** 场所审核 at the street office 街道办. */
export const placeReviewRoutes = ({ reviews, requireActive }: Parts): Router =>
  new Router({ prefix: '/staff/places' })
    .get(
      '/',
      endpoint(
        { id: 'placeReview.list', summary: '本辖区的场所，等得最久的在前，留痕', permission: 'place.review', query: Page, response: PlaceReviewPage },
        async ({ query: { state, after = null, limit }, principal }) => {
          await requireActive()
          return reviews.list({ principal, state, after, limit })
        },
      ),
    )
    .post(
      '/:id/review',
      endpoint(
        {
          id: 'placeReview.decide',
          summary: '通过或不通过一个场所',
          permission: 'place.review',
          params: PlaceId,
          body: ReviewPlace,
          response: PlaceForReview,
          idempotency: 'required',
          limits: [{ rule: 'place.review.actor', by: 'actor' }],
        },
        async ({ params, body, principal }) => {
          await requireActive()
          return reviews.review({ id: params.id, body, principal })
        },
      ),
    )
