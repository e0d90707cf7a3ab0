import type Router from '@koa/router'
import type { Consumer, Outbox } from '../../platform/outbox/outbox'
import { createOpenAnswerable, type AnsweringPeople } from '../answerable'
import type { RatedCases } from '../applications'
import type { ContentService } from '../content'
import type { Trail } from '../holders'
import type { Notify } from '../notices'
import { createObjectionContent } from './objection-content'
import { createObjectionDesk } from './objection-desk.service'
import { createMongoObjections } from './objections.model'
import { objectionDeskRoutes, ownObjectionRoutes } from './objections.routes'
import { createOwnObjections, type TextSeal } from './own-objections.service'

interface Parts extends AnsweringPeople {
  content: Pick<ContentService, 'answerTime' | 'workCalendar' | 'serviceItem'>
  cases: RatedCases
  officeName: (office: string) => { zh: string; en: string }
  personOf: (personId: string) => Promise<{ name: string | null; phone: string | null }>
  textSeal: TextSeal
  answerSeal: TextSeal
  notify: Notify
  outbox: Pick<Outbox, 'on'>
  trail: Trail
  newId: (at: Date) => string
  now: () => Date
}

/** Objections 异议 to decisions, beside 行政复议 and 行政诉讼 and without prejudice to them. */
export function createObjections({ trail, outbox, notify, content, ...parts }: Parts): { routers: Router[]; passOnOverdue: () => Promise<number> } {
  const known = createObjectionContent(content)
  const store = createMongoObjections({ trail })
  const own = createOwnObjections({ ...parts, store, content: known, open: createOpenAnswerable(parts) })
  const desk = createObjectionDesk({ ...parts, store, content: known })
  const tell =
    (kind: 'objectionAnswered' | 'objectionPassedOn'): Consumer =>
    ({ payload: { objectionId = '', objectorId = '', subjectId = objectorId, applicationId = '', item = '', itemVersion = '' } }) =>
      notify({
        personId: objectorId,
        kind,
        words: { item: known.itemOf({ item, itemVersion: Number(itemVersion) }) },
        link: { kind: 'objection', id: applicationId, subjectId },
        sourceId: objectionId,
      })
  outbox.on('objection.answered', tell('objectionAnswered'))
  outbox.on('objection.passedOn', tell('objectionPassedOn'))
  return { routers: [ownObjectionRoutes(own), objectionDeskRoutes(desk)], passOnOverdue: desk.passOnOverdue }
}
