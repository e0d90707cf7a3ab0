import type { NoticeKind } from '@zsb/shared/notice'
import type { Consumer, Outbox } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'

interface Parts {
  outbox: Pick<Outbox, 'on'>
  notify: Notify
  guardiansOf: (personId: string) => Promise<readonly string[]>
}

/**
 * The person is told at once, and a child's guardians with it. To what it was changed, on what it rests and until when stands beside the colour: a
 * notice lies under no key that ends with the health code, and the code of a rule says of what somebody is ill.
 */
export function tellOfOverrides({ outbox, notify, guardiansOf }: Parts): void {
  const tell =
    (kind: NoticeKind): Consumer =>
    async ({ payload: { overrideId = '', personId = '' } }) => {
      for (const to of new Set([personId, ...(await guardiansOf(personId))]))
        await notify({ personId: to, kind, words: {}, link: { kind: 'healthAppeal', id: null, subjectId: personId }, sourceId: overrideId })
    }
  outbox.on('healthOverride.signed', tell('healthChangedByHand'))
  outbox.on('healthOverride.revoked', tell('healthChangeRevoked'))
}
