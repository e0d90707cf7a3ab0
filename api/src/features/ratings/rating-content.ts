import { RATING_SCHEME, type RatingScheme } from '@zsb/shared/rating'
import { createAnswerableContent, type AnswerableContent } from '../answerable'
import type { ContentService } from '../content'
import type { RatingRecord } from './ratings.store'

/** What ratings are given under: the scheme in force, the one a rating was given under, and the calendar as it is now. */
export interface RatingContent extends AnswerableContent {
  scheme: (code?: string) => RatingScheme
  schemeOf: (rating: Pick<RatingRecord, 'scheme' | 'schemeVersion'>) => RatingScheme
}

type Known = Pick<ContentService, 'ratingScheme' | 'workCalendar' | 'serviceItem' | 'bundle'>

/** @throws Error from each when content is gone that something stands on: it is never deleted, so that is a fault of ours */
export function createRatingContent(content: Known): RatingContent {
  const there = <T>(found: T | null, what: string): T => {
    if (found === null) throw new Error(`content of a rating is gone: ${what}`)
    return found
  }
  return {
    ...createAnswerableContent(content),
    scheme: (code = RATING_SCHEME) => there(content.ratingScheme(code), code),
    schemeOf: ({ scheme, schemeVersion }) => there(content.ratingScheme(scheme, schemeVersion), `${scheme}@${schemeVersion}`),
  }
}
