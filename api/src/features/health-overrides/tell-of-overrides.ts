import type { NoticeKind } from '@zsb/shared/notice'
import type { Consumer, Outbox } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'
import type { OverrideStore } from './overrides.store'

interface Parts {
  store: Pick<OverrideStore, 'find'>
  outbox: Pick<Outbox, 'on'>
  notify: Notify
  guardiansOf: (personId: string) => Promise<readonly string[]>
}

/** The person is told at once, and a child's guardians with it: on what it rests and until when. The colour itself stands in no notice. */
export function tellOfOverrides({ store, outbox, notify, guardiansOf }: Parts): void {
  const tell =
    (kind: NoticeKind): Consumer =>
    async ({ payload: { overrideId = '', personId = '' } }) => {
      const record = await store.find(overrideId)
      if (!record) return
      const same = (text: string) => ({ zh: text, en: text })
      const words = { reference: same(record.basis.reference), day: same(record.endsOn) }
      for (const to of new Set([personId, ...(await guardiansOf(personId))]))
        await notify({ personId: to, kind, words, link: { kind: 'healthAppeal', id: null, subjectId: personId }, sourceId: overrideId })
    }
  outbox.on('healthOverride.signed', tell('healthChangedByHand'))
  outbox.on('healthOverride.revoked', tell('healthChangeRevoked'))
}
