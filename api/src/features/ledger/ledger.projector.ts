import type { SealFacts } from './facts-seal'
import type { LedgerFacts, LedgerLink, LedgerStore } from './ledger.store'

/** Something that belongs into a holder's ledger. */
export interface LedgerSource {
  sourceId: string
  subjectId: string
  at: Date
  facts: LedgerFacts
}

/** Uses that wait for the ledger; verification answers it. Marking happens after the entry is stored. */
export interface PendingUses {
  next: (limit: number) => Promise<LedgerSource[]>
  markProjected: (sourceIds: string[]) => Promise<void>
}

interface Parts {
  store: LedgerStore
  pending: PendingUses
  seal: SealFacts
  hashOf: (link: Omit<LedgerLink, 'hash' | '_id' | 'sealed'>) => string
  newId: (at: Date) => string
  /** What follows from an entry. May be called twice for the same one. */
  onAppended?: (source: LedgerSource, link: LedgerLink) => Promise<void>
}

const ATTEMPTS = 20
const MARKED_TOGETHER = 20
const CHAINS_AT_A_TIME = 8
/** The first link of a chain points here. */
export const GENESIS = '0'.repeat(64)

/**
 * Makes ledger entries from uses. May run twice, and in two processes: the place in the chain and the source are unique, and
 * a use is marked only after its entry is stored, so a kill in between repeats the work and changes nothing.
 */
export function createLedgerProjector({ store, pending, seal, hashOf, newId, onAppended }: Parts) {
  /** Appends one entry at the end of its holder's chain. @throws Error when the place was lost to others twenty times in a row */
  async function append(source: LedgerSource): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const last = await store.last(source.subjectId)
      const id = newId(source.at)
      const { digest, sealed } = seal.close(source.facts, id)
      const place = {
        subjectId: source.subjectId,
        seq: (last?.seq ?? 0) + 1,
        prevHash: last?.hash ?? GENESIS,
        sourceId: source.sourceId,
        at: source.at,
        digest,
      }
      const link: LedgerLink = { _id: id, ...place, hash: hashOf(place), sealed }
      const outcome = await store.append(link)
      if (outcome === 'appended') return finish(source, link)
      const known = outcome === 'sourceTaken' ? await store.findBySource(source.sourceId) : null
      // A run before was killed after it had stored the entry: what follows from it may still be missing.
      if (known) return finish(source, known)
    }
    throw new Error('ledger: the end of a chain could not be reached')
  }

  async function finish(source: LedgerSource, { subjectId, seq, hash, ...link }: LedgerLink): Promise<void> {
    await store.raiseHead({ subjectId, seq, hash })
    await onAppended?.(source, { ...link, subjectId, seq, hash })
  }

  /** The sources of one holder in their order; what is stored is marked a few at a time, so that a kill repeats little. */
  async function workOff(sources: readonly LedgerSource[]): Promise<void> {
    for (let from = 0; from < sources.length; from += MARKED_TOGETHER) {
      const some = sources.slice(from, from + MARKED_TOGETHER)
      for (const source of some) await append(source)
      await pending.markProjected(some.map(({ sourceId }) => sourceId))
    }
  }

  /**
   * One round, several chains at a time; answers how many were taken.
   * @throws Error the first failure, after the chains of everybody else have been worked off
   */
  async function run(limit = 200): Promise<number> {
    const sources = await pending.next(limit)
    const bySubject = new Map<string, LedgerSource[]>()
    for (const source of sources) bySubject.set(source.subjectId, [...(bySubject.get(source.subjectId) ?? []), source])
    const chains = [...bySubject.values()]
    const failures: unknown[] = []
    const worker = async () => {
      for (let chain = chains.shift(); chain; chain = chains.shift()) await workOff(chain).catch((cause: unknown) => failures.push(cause))
    }
    await Promise.all(Array.from({ length: CHAINS_AT_A_TIME }, worker))
    if (failures.length > 0) throw failures[0]
    return sources.length
  }

  return { append, run }
}
export type LedgerProjector = ReturnType<typeof createLedgerProjector>
