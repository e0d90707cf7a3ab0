import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { NO_FACTS, type LedgerFacts, type LedgerSource } from '../ledger'
import type { PlaceStore } from './places.store'
import type { Visitor, VisitStore } from './visits.store'

interface Parts {
  visits: Pick<VisitStore, 'listPending' | 'markProjected'>
  places: Pick<PlaceStore, 'findByIds'>
  visitorSeal: Pick<ErasableCipher, 'open'>
}

/** Visits that wait for their visitors' own ledgers 用证记录: where, when, which colour; no guard. */
export function createPendingVisits({ visits, places, visitorSeal }: Parts) {
  async function next(limit: number): Promise<LedgerSource[]> {
    const waiting = await visits.listPending(limit)
    const names = new Map((await places.findByIds([...new Set(waiting.map(({ placeId }) => placeId))])).map(({ _id, name }) => [_id, name]))
    const sources = waiting.map(async ({ _id: id, at: hour, placeId, visitor, ledgerRef }): Promise<LedgerSource[]> => {
      if (visitor === undefined || ledgerRef === undefined) return []
      const opened = await visitorSeal.open(visitor, { id, at: hour })
      // Its key was destroyed before the ledger came by: there is nobody left to tell.
      if (opened.erased) return []
      const { personId, colour, at } = JSON.parse(opened.text) as Visitor
      const name = names.get(placeId) ?? ''
      return [{ sourceId: `visit:${ledgerRef}`, subjectId: personId, at: new Date(at), facts: { ...VISIT_FACTS, counter: { zh: name, en: name }, colour } }]
    })
    return (await Promise.all(sources)).flat()
  }

  const markProjected = (sourceIds: readonly string[]) => visits.markProjected(sourceIds.map((id) => id.slice('visit:'.length)))

  return { next, markProjected }
}

const VISIT_FACTS: Omit<LedgerFacts, 'counter' | 'colour'> = { ...NO_FACTS, kind: 'healthVisit' }
