import type Router from '@koa/router'
import type { Outbox } from '../../platform/outbox/outbox'
import type { RatedCases } from '../applications'
import type { ContentService } from '../content'
import type { Trail } from '../holders'
import type { Notify } from '../notices'
import { createOpenCallBack } from './call-back-of'
import { createMongoCallBacks } from './call-backs.model'
import { createCallBacks } from './call-backs.service'
import { createOwnRatings } from './own-ratings.service'
import { createRatingContent } from './rating-content'
import { createMongoRatings } from './ratings.model'
import { callBackRoutes, ownRatingRoutes } from './ratings.routes'
import type { TextSeal } from './ratings.store'
import { createTellRater } from './tell-raters'

interface Parts {
  content: Pick<ContentService, 'ratingScheme' | 'workCalendar' | 'serviceItem'>
  cases: RatedCases
  officeName: (office: string) => { zh: string; en: string }
  personOf: (personId: string) => Promise<{ name: string | null; phone: string | null }>
  /** A person's id, whichever of his it is, and those of the accounts merged into it. */
  idsOf: (personId: string) => Promise<string[]>
  personOfStaff: (staffId: string) => Promise<string | null>
  supervisorsOf: (office: string) => Promise<string[]>
  /** Encryption of what a person writes, and of what she is answered. */
  textSeal: TextSeal
  answerSeal: TextSeal
  notify: Notify
  outbox: Pick<Outbox, 'on'>
  trail: Trail
  newId: (at: Date) => string
  now: () => Date
}

/** Ratings 好差评: by the people cases are about, and the call-backs that bad ones open. */
export function createRatings({ trail, outbox, notify, content, ...parts }: Parts): { routers: Router[]; passOnOverdue: () => Promise<number> } {
  const known = createRatingContent(content)
  const ratings = createMongoRatings({ trail })
  const callBacks = createMongoCallBacks({ trail })
  const own = createOwnRatings({ ...parts, ratings, callBacks, content: known, openCallBack: createOpenCallBack(parts) })
  const desk = createCallBacks({ ...parts, ratings, callBacks, content: known })
  const tellRater = createTellRater({ notify, content: known })
  outbox.on('rating.answered', tellRater('ratingAnswered'))
  outbox.on('rating.passedOn', tellRater('ratingPassedOn'))
  return { routers: [ownRatingRoutes(own), callBackRoutes(desk)], passOnOverdue: desk.passOnOverdue }
}
