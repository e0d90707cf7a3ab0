import type { LiveMessage } from '@zsb/shared/live'
import { messagesFor } from '../features/live'
import { mongoNotices } from '../features/notices'
import { mongoPendingUses } from '../features/verification'

interface Parts {
  /** Says it to every phone of a person that is connected to this process. */
  tell: (personId: string, message: LiveMessage) => void
  /** A use or a refusal was written, in whichever process. */
  onUse: (use: Parameters<Parameters<typeof mongoPendingUses.watch>[0]>[0]['use']) => void
  /** Follows what changes health colours. */
  watchColours: () => Promise<() => Promise<void>>
}

/**
 * What phones are told as it happens, whichever process wrote it: a phone is connected to one of them.
 * @returns ends it
 */
export async function watchForPhones({ tell, onUse, watchColours }: Parts): Promise<() => Promise<void>> {
  const ends = [
    await mongoNotices.watch(({ personId, id }) => tell(personId, { topic: 'notice.added', id })),
    await mongoPendingUses.watch(({ use, inserted, contested }) => {
      const { _id: id, kind, jti, shower, verifier } = use
      const change = { id, kind, jti, showerId: shower?.personId ?? null, verifierId: verifier.personId, inserted, contested }
      for (const { personId, message } of messagesFor(change)) tell(personId, message)
      if (inserted) onUse(use)
    }),
    await watchColours(),
  ]
  return async () => void (await Promise.all(ends.map((end) => end())))
}
