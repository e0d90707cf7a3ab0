import type { Outbox } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'

interface Parts {
  outbox: Pick<Outbox, 'on'>
  notify: Notify
  guardiansOf: (personId: string) => Promise<readonly string[]>
}

/** For whom a clerk declared is told of it, and a child's guardians with it: whoever says it was not he finds it at once. What was said stands in no notice. */
export function tellOfDeclared({ outbox, notify, guardiansOf }: Parts): void {
  outbox.on('healthDeclaration.atWindow', async ({ payload: { personId = '', declarationId = '' } }) => {
    for (const to of new Set([personId, ...(await guardiansOf(personId))]))
      await notify({
        personId: to,
        kind: 'healthDeclaredForYou',
        words: {},
        link: { kind: 'healthAppeal', id: null, subjectId: personId },
        sourceId: declarationId,
      })
  })
}
