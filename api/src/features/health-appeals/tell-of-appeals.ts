import type { Outbox } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'

/** What whoever appealed is told in the inbox: that it was answered, or that nobody did in time. */
export function tellOfAppeals({ outbox, notify }: { outbox: Pick<Outbox, 'on'>; notify: Notify }): void {
  const told = { 'healthAppeal.answered': 'healthAppealAnswered', 'healthAppeal.overdue': 'healthAppealLate' } as const
  for (const [topic, kind] of Object.entries(told))
    outbox.on(topic, ({ payload: { appealId = '', appellantId = '', personId = appellantId, number = '' } }) =>
      notify({
        personId: appellantId,
        kind,
        words: { number: { zh: number, en: number } },
        link: { kind: 'healthAppeal', id: appealId, subjectId: personId },
        sourceId: appealId,
      }),
    )
}
