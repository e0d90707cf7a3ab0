import type { Outbox } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'

interface Parts {
  outbox: Pick<Outbox, 'on'>
  notify: Notify
}

/** For whom a clerk declared is told of it: whoever says it was not he finds it at once. What was said stands in no notice. */
export function tellOfDeclared({ outbox, notify }: Parts): void {
  outbox.on('healthDeclaration.atWindow', async ({ payload: { personId = '', declarationId = '' } }) => {
    const link = { kind: 'healthAppeal' as const, id: null, subjectId: personId }
    await notify({ personId, kind: 'healthDeclaredForYou', words: {}, link, sourceId: declarationId })
  })
}
