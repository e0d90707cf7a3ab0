import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { NO_FACTS, type LedgerFacts, type LedgerSource } from '../ledger'
import type { PlaceStore } from './places.store'
import type { AfterVisit, SealedQuery, Visitor, VisitRecord, VisitStore } from './visits.store'

interface Parts {
  visits: Pick<VisitStore, 'listPending' | 'markProjected' | 'putAside'>
  places: Pick<PlaceStore, 'findByIds'>
  visitorSeal: Pick<ErasableCipher, 'open'>
  /** An alarm: so many visits did not open and went aside. Says how many, and of whom nothing. */
  onAside: (count: number) => void
  now: () => Date
}

/**
 * Visits that wait for their visitors' own ledgers 用证记录: where, when, how, which colour; no guard. One whose facts do not open goes aside and is
 * reported, and the others go on.
 */
export function createPendingVisits({ visits, places, visitorSeal, onAside, now }: Parts) {
  async function next(limit: number): Promise<LedgerSource[]> {
    const opened: { visit: VisitRecord; visitor: Visitor }[] = []
    const [broken, erased]: [string[], string[]] = [[], []]
    const waiting = await visits.listPending(limit)
    const facts = await Promise.all(waiting.map(open))
    waiting.forEach((visit, i) => {
      const visitor = facts[i]!
      if (visitor === 'broken') broken.push(visit._id)
      else if (visitor === 'erased') erased.push(visit._id)
      else opened.push({ visit, visitor })
    })
    if (broken.length + erased.length > 0) await visits.putAside({ ids: [...broken, ...erased], at: now() })
    if (broken.length > 0) onAside(broken.length)
    const names = new Map((await places.findByIds([...new Set(opened.map(({ visit }) => visit.placeId))])).map(({ _id, name }) => [_id, name]))
    return opened.map(({ visit: { placeId, ledgerRef }, visitor: { personId, colour, at, via, guardianId } }) => {
      const name = names.get(placeId) ?? ''
      const facts = { ...VISIT_FACTS, counter: { zh: name, en: name }, via, ...(colour && { colour }), ...(guardianId !== undefined && byGuardian(guardianId)) }
      return { sourceId: `visit:${ledgerRef ?? ''}`, subjectId: personId, at: new Date(at), facts }
    })
  }

  /** `erased`: its key was destroyed before the ledger came by, and there is nobody left to tell. @throws Error while the keys cannot be asked for */
  async function open({ _id: id, at, visitor, ledgerRef }: VisitRecord): Promise<Visitor | 'erased' | 'broken'> {
    if (visitor === undefined || ledgerRef === undefined) return 'broken'
    try {
      const sealed = await visitorSeal.open(visitor, { id, at })
      return sealed.erased ? 'erased' : (JSON.parse(sealed.text) as Visitor)
    } catch (cause) {
      return toBroken(cause)
    }
  }

  const markProjected = (sourceIds: readonly string[]) => visits.markProjected(sourceIds.map((id) => id.slice('visit:'.length)))

  return { next, markProjected }
}

/** @throws what says nothing of the record: the keys cannot be asked for */
function toBroken(cause: unknown): 'broken' {
  if (cause instanceof Error && cause.name.startsWith('Mongo')) throw cause
  return 'broken'
}

/** Visits as they are handed over, how many do not open, and after which the next ones come; null after the last. */
interface HandedPage {
  visits: { id: string; sealed: string }[]
  aside: number
  next: AfterVisit | null
}

/** References as the disease control opens them: out of their month's seal, without those whose month was destroyed and those that were altered. */
export async function handOut(
  query: SealedQuery,
  { visits, referenceSeal }: { visits: Pick<VisitStore, 'listSealed'>; referenceSeal: Pick<ErasableCipher, 'open'> },
): Promise<HandedPage> {
  const found = await visits.listSealed(query)
  const opened = await Promise.all(
    found.map(async ({ id, sealed, at }) => {
      try {
        const out = await referenceSeal.open(sealed, { id, at })
        return out.erased ? 'erased' : { id, sealed: out.text }
      } catch (cause) {
        return toBroken(cause)
      }
    }),
  )
  const last = found.length < query.limit ? undefined : found.at(-1)
  return {
    visits: opened.filter((visit) => typeof visit !== 'string'),
    aside: opened.filter((visit) => visit === 'broken').length,
    next: last ? { at: last.at, id: last.id } : null,
  }
}

const byGuardian = (showerId: string): Pick<LedgerFacts, 'shownBy' | 'showerId'> => ({ shownBy: 'guardian', showerId })
const VISIT_FACTS: Omit<LedgerFacts, 'counter' | 'colour' | 'via'> = { ...NO_FACTS, kind: 'healthVisit' }
