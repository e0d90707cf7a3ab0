import type { LedgerLink, LedgerSource, LedgerWords } from '../features/ledger'
import type { Notify } from '../features/notices'

interface Parts {
  notify: Notify
  words: Pick<LedgerWords, 'relyingParty' | 'licence' | 'scene'>
  guardiansOf: (subjectId: string) => Promise<string[]>
}

/**
 * Who is told of a use 用证提醒: its subject, and where a guardian showed it for a child every guardian, also the one who was not
 * there. Somebody under 18 who shows his own licence himself is told alone. May run twice: a notice is one for each use and person.
 */
export function createTellOfUse({ notify, words, guardiansOf }: Parts) {
  return async ({ subjectId, sourceId, facts }: LedgerSource, { _id }: Pick<LedgerLink, '_id'>): Promise<void> => {
    if (facts.kind !== 'presentation') return
    const told = {
      words: { party: words.relyingParty(facts.relyingPartyCode), licence: words.licence(facts.licenceType), scene: words.scene(facts.scene) },
      link: { kind: 'ledger' as const, id: _id, subjectId },
      sourceId,
    }
    await notify({ ...told, personId: subjectId, kind: 'licenceUsed' })
    if (facts.shownBy !== 'guardian') return
    for (const personId of await guardiansOf(subjectId)) await notify({ ...told, personId, kind: 'childLicenceUsed' })
  }
}
