import type { Outbox } from '../../platform/outbox/outbox'
import type { Trail } from '../holders'
import type { Notify } from '../notices'
import type { AnswerDeskParts } from './answer-desk.service'
import type { AnsweringPeople } from './open-answerable'

/** What every feature stands on in which something is answered to a person; the seals are of what she writes and of what she is answered. */
export interface AnsweringParts extends AnsweringPeople, Omit<AnswerDeskParts, 'content'> {
  notify: Notify
  outbox: Pick<Outbox, 'on'>
  trail: Trail
  newId: (at: Date) => string
}
