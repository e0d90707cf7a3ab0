import { isByVisitor } from '@zsb/shared/place'
import type { LedgerLink, LedgerSource } from '../features/ledger'
import type { Notify } from '../features/notices'

interface Parts {
  notify: Notify
  guardiansOf: (subjectId: string) => Promise<string[]>
}

/**
 * Whose health code was scanned at a door, or who was written in there by hand, is told at once; who scanned the place's code himself knows. Of a child's, whoever is guardian of it, also where one of them scanned it for the child. Where it was and which
 * colour was shown stand in the ledger alone, sealed and erased on their day; an inbox keeps its words. May run twice: a notice is one for
 * each visit and person.
 */
export function createTellOfVisit({ notify, guardiansOf }: Parts) {
  return async ({ subjectId, sourceId, facts }: LedgerSource, { _id: id }: Pick<LedgerLink, '_id'>): Promise<void> => {
    if (facts.kind !== 'healthVisit') return
    if (isByVisitor(facts.via) && facts.shownBy !== 'guardian') return
    for (const personId of new Set([subjectId, ...(await guardiansOf(subjectId))]))
      await notify({ personId, kind: 'healthCodeScanned', words: {}, link: { kind: 'ledger', id, subjectId }, sourceId })
  }
}
