import type Router from '@koa/router'
import { tellAnswered, type AnsweringParts } from '../answerable'
import type { RatedCases } from '../applications'
import type { ContentService } from '../content'
import { createOpenCallBack } from './call-back-of'
import { createMongoCallBacks } from './call-backs.model'
import { CALL_BACK, createCallBacks } from './call-backs.service'
import { createOwnRatings } from './own-ratings.service'
import { createRatingContent } from './rating-content'
import { createMongoRatings } from './ratings.model'
import { callBackRoutes, ownRatingRoutes } from './ratings.routes'

interface Parts extends AnsweringParts {
  content: Pick<ContentService, 'ratingScheme' | 'workCalendar' | 'serviceItem' | 'bundle'>
  cases: RatedCases
}

/** Ratings 好差评: by the people cases are about, and the call-backs that bad ones open. */
export function createRatings({ trail, outbox, notify, content, ...parts }: Parts): { routers: Router[]; passOnOverdue: () => Promise<number> } {
  const known = createRatingContent(content)
  const ratings = createMongoRatings({ trail })
  const callBacks = createMongoCallBacks({ trail })
  const own = createOwnRatings({ ...parts, ratings, callBacks, content: known, openCallBack: createOpenCallBack(parts) })
  const desk = createCallBacks({ ...parts, ratings, callBacks, content: known })
  tellAnswered(CALL_BACK, { outbox, notify, content: known })
  return { routers: [ownRatingRoutes(own), callBackRoutes(desk)], passOnOverdue: desk.passOnOverdue }
}
