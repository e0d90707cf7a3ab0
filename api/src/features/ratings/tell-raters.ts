import type { Consumer } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'
import type { RatingContent } from './rating-content'

/** What a person is told in her inbox of the bad rating she gave: it was answered, or passed on to the operators. */
export const createTellRater =
  ({ notify, content }: { notify: Notify; content: Pick<RatingContent, 'itemOf'> }) =>
  (kind: 'ratingAnswered' | 'ratingPassedOn'): Consumer =>
  ({ payload: { ratingId = '', raterId = '', subjectId = raterId, applicationId = '', item = '', itemVersion = '' } }) =>
    notify({
      personId: raterId,
      kind,
      words: { item: content.itemOf({ item, itemVersion: Number(itemVersion) }) },
      link: { kind: 'rating', id: applicationId, subjectId },
      sourceId: ratingId,
    })
