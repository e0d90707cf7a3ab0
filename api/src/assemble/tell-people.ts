import type { WindowRefusalReason } from '@zsb/shared/holder'
import type { LedgerWords } from '../features/ledger'
import type { Notify } from '../features/notices'
import { REFUSAL_WORDS } from '../features/real-name'
import type { Consumer, Outbox } from '../platform/outbox/outbox'

interface Parts {
  on: Outbox['on']
  notify: Notify
  words: Pick<LedgerWords, 'relyingParty'>
  /** Id of the ledger entry made from a use; null while the ledger has not taken it. */
  findEntry: (useId: string) => Promise<string | null>
}

/**
 * What people are told in their inbox 消息 of what happened to their accounts, real names, uses and complaints. Each notice follows a
 * message that left with the change itself, so none is lost to a kill, and a message that comes twice tells once.
 */
export function tellPeople({ on, notify, words, findEntry }: Parts): void {
  const account =
    (kind: 'newDeviceSignedIn' | 'accountFrozen' | 'accountUnfrozen' | 'documentMoved', link: 'sessions' | null): Consumer =>
    ({ _id, payload: { holderId = '' } }) =>
      notify({ personId: holderId, kind, words: {}, link: link && { kind: link, id: null }, sourceId: _id })
  on('holder.deviceAdded', account('newDeviceSignedIn', 'sessions'))
  on('holder.frozen', account('accountFrozen', null))
  on('holder.unfrozen', account('accountUnfrozen', null))
  on('holder.displaced', account('documentMoved', null))

  on('presentationPassword.set', ({ _id, payload: { personId = '' } }) =>
    notify({ personId, kind: 'presentationPasswordSet', words: {}, link: { kind: 'sessions', id: null }, sourceId: _id }),
  )

  // A register check is answered on the screen at once; a face and a window may end while the phone is in a pocket.
  const named = async (personId: string, { _id, payload: { proof } }: Parameters<Consumer>[0]) => {
    if (proof === 'face' || proof === 'window') await notify({ personId, kind: 'realNameConfirmed', words: {}, link: null, sourceId: _id })
  }
  on('holder.realNamed', (message) => named(message.payload.holderId ?? '', message))
  on('holder.merged', (message) => named(message.payload.into ?? '', message))
  on('realName.windowRefused', ({ payload: { personId = '', requestId = '', reason = '' } }) =>
    notify({
      personId,
      kind: 'realNameRefused',
      words: { reason: REFUSAL_WORDS[reason as WindowRefusalReason] },
      link: { kind: 'realName', id: null },
      sourceId: requestId,
    }),
  )
  on('family.proofLost', ({ payload: { guardianId = '', relationId = '' } }) =>
    notify({ personId: guardianId, kind: 'familyRelationEnded', words: {}, link: null, sourceId: relationId }),
  )

  on('use.contested', async ({ payload: { useId = '', subjectId = '', contesterId = '', relyingPartyCode = '' } }) => {
    const link = { kind: 'ledger' as const, id: await findEntry(useId), subjectId }
    for (const personId of new Set([contesterId, subjectId]))
      await notify({ personId, kind: 'useContested', words: { party: words.relyingParty(relyingPartyCode) }, link, sourceId: useId })
  })
  const complaint =
    (kind: 'complaintAnswered' | 'complaintPassedOn'): Consumer =>
    ({ payload: { complaintId = '', complainantId = '', subjectId = complainantId, entryId = '' } }) =>
      notify({ personId: complainantId, kind, words: {}, link: { kind: 'ledger', id: entryId, subjectId }, sourceId: complaintId })
  on('complaint.answered', complaint('complaintAnswered'))
  on('complaint.passedOn', complaint('complaintPassedOn'))
}
