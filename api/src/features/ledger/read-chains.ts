import { AppError } from '../../platform/http/app-error'
import type { LedgerLink, LedgerStore } from './ledger.store'

interface Query {
  store: Pick<LedgerStore, 'list'>
  /** The person's own id first, merged ones after it, always in the same order. */
  subjectIds: readonly string[]
  after: string | null
  limit: number
}

/** Where each chain goes on: the places reached, in the order of the ids. Chains beyond those named begin at their end. */
export const LEDGER_CURSOR = /^\d{1,15}(?:_\d{1,15}){0,50}$/

/** One page over several chains, newest first. Each chain is read by its own index; the page takes the youngest of their ends. */
export async function readChains({ store, subjectIds, after, limit }: Query): Promise<{ page: LedgerLink[]; next: string | null }> {
  const reached = after?.split('_').map(Number) ?? []
  if (reached.some((seq) => !Number.isSafeInteger(seq))) throw new AppError('REQUEST_INVALID')
  const chains = await Promise.all(subjectIds.map((subjectId, i) => store.list({ subjectId, beforeSeq: reached[i] ?? null, limit: limit + 1 })))
  const taken = chains.map(() => 0)
  const page: LedgerLink[] = []
  const youngest = () => {
    let found = -1
    chains.forEach((links, i) => {
      const end = links[taken[i]!]
      const best = found < 0 ? undefined : chains[found]![taken[found]!]
      if (end && (!best || end.at > best.at)) found = i
    })
    return found
  }
  for (let i = youngest(); i >= 0 && page.length < limit; i = youngest()) {
    page.push(chains[i]![taken[i]!]!)
    taken[i]! += 1
  }
  if (youngest() < 0) return { page, next: null }
  // A chain without a link on this page goes on where it stood: one beyond its end.
  const places = chains.map((links, i) => (taken[i]! > 0 ? links[taken[i]! - 1]!.seq : (reached[i] ?? (links[0]?.seq ?? 0) + 1)))
  return { page, next: places.join('_') }
}
