import type { Outbox } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'
import type { AnswerableContent } from './answerable-content'
import type { AnswerableKind } from './answerable-kind'

interface Parts {
  outbox: Pick<Outbox, 'on'>
  notify: Notify
  content: Pick<AnswerableContent, 'itemOf'>
}

/** What a person is told in her inbox of what she waits for: it was answered, or passed on to the operators. */
export function tellAnswered({ id, person, topics, notices, link }: AnswerableKind, { outbox, notify, content }: Parts): void {
  for (const step of ['answered', 'passedOn'] as const)
    outbox.on(topics[step], ({ payload }) => {
      const personId = payload[person] ?? ''
      const { subjectId = personId, applicationId = '', item = '', itemVersion = '' } = payload
      return notify({
        personId,
        kind: notices[step],
        words: { item: content.itemOf({ item, itemVersion: Number(itemVersion) }) },
        link: { kind: link, id: applicationId, subjectId },
        sourceId: payload[id] ?? '',
      })
    })
}
