import type Router from '@koa/router'
import { createOpenAnswerable, tellAnswered, type AnsweringParts } from '../answerable'
import type { RatedCases, ReopenCase } from '../applications'
import type { ContentService } from '../content'
import { createObjectionContent } from './objection-content'
import { createObjectionDesk, OBJECTION } from './objection-desk.service'
import { createMongoObjections } from './objections.model'
import { reopenCorrected } from './reopen-corrected'
import { objectionDeskRoutes, ownObjectionRoutes } from './objections.routes'
import { createOwnObjections } from './own-objections.service'

interface Parts extends AnsweringParts {
  content: Pick<ContentService, 'answerTime' | 'workCalendar' | 'serviceItem' | 'bundle'>
  cases: RatedCases
  reopen: ReopenCase
}

/** Objections 异议 to decisions, beside 行政复议 and 行政诉讼 and without prejudice to them. */
export function createObjections({ trail, outbox, notify, content, ...parts }: Parts): { routers: Router[]; passOnOverdue: () => Promise<number> } {
  const known = createObjectionContent(content)
  const store = createMongoObjections({ trail })
  const own = createOwnObjections({ ...parts, store, content: known, open: createOpenAnswerable(parts) })
  const desk = createObjectionDesk({ ...parts, store, content: known })
  reopenCorrected({ store, outbox, reopen: parts.reopen, answerSeal: parts.answerSeal })
  tellAnswered(OBJECTION, { outbox, notify, content: known })
  return { routers: [ownObjectionRoutes(own), objectionDeskRoutes(desk)], passOnOverdue: desk.passOnOverdue }
}
