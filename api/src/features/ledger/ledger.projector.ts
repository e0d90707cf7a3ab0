import type { SealFacts } from './facts-seal'
import type { LedgerFacts, LedgerHead, LedgerLink, LedgerStore } from './ledger.store'

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

interface Entry {
  source: LedgerSource
  link: LedgerLink
}

/** What became of a chain: the entries that stand, and what kept the rest from being made. */
interface Extended {
  entries: Entry[]
  failures: unknown[]
}

const ATTEMPTS = 20
const TAKEN_TOGETHER = 500
const CHAINS_AT_A_TIME = 64
/** The first link of a chain points here. */
export const GENESIS = '0'.repeat(64)

/**
 * Makes ledger entries from uses, in few writes: the links of one holder are chained in memory and stored in one, then the heads of all
 * chains are raised in one, then the uses are marked in one. May run twice, and in two processes: the place in the chain and the source
 * are unique, and a use is marked only after its entry is stored, so a kill in between repeats the work and changes nothing.
 */
export function createLedgerProjector({ store, pending, seal, hashOf, newId, onAppended }: Parts) {
  /** Links for as many sources as can be sealed, from the first on; the next one's failure. */
  async function chainUp(sources: readonly LedgerSource[], from: Pick<LedgerHead, 'seq' | 'hash'>): Promise<Extended> {
    const entries: Entry[] = []
    let { seq, hash: prevHash } = from
    try {
      for (const source of sources) {
        const id = newId(source.at)
        const { digest, sealed } = await seal.close(source.facts, { _id: id, at: source.at })
        const place = { subjectId: source.subjectId, seq: seq + 1, prevHash, sourceId: source.sourceId, at: source.at, digest }
        const link: LedgerLink = { _id: id, ...place, hash: hashOf(place), sealed }
        entries.push({ source, link })
        ;({ seq, hash: prevHash } = link)
      }
    } catch (cause) {
      return { entries, failures: [cause] }
    }
    return { entries, failures: [] }
  }

  /**
   * Adds the sources of one holder in their order. Begins where the head says the chain ends; whoever was killed before he raised it, or
   * is quicker, has taken the place, and then the chain itself is asked.
   */
  async function extend(sources: readonly LedgerSource[], head: LedgerHead | undefined): Promise<Extended> {
    const { subjectId } = sources[0]!
    const done: Entry[] = []
    let end: Pick<LedgerHead, 'seq' | 'hash'> = head ?? { seq: 0, hash: GENESIS }
    let left = sources
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { entries, failures } = await chainUp(left, end)
      const stand = await store.append(entries.map(({ link }) => link))
      done.push(...entries.slice(0, stand))
      if (stand === entries.length) return { entries: done, failures }
      left = left.slice(stand)
      // A run before was killed after it had stored some: what follows from them may still be missing.
      const known = new Map((await store.findBySources(left.map(({ sourceId }) => sourceId))).map((link) => [link.sourceId, link]))
      for (const source of left) {
        const link = known.get(source.sourceId)
        if (link) done.push({ source, link })
      }
      left = left.filter(({ sourceId }) => !known.has(sourceId))
      if (left.length === 0) return { entries: done, failures: [] }
      end = (await store.last(subjectId)) ?? { seq: 0, hash: GENESIS }
    }
    return { entries: done, failures: [new Error('ledger: the end of a chain could not be reached')] }
  }

  /** Heads first, so that an entry of which anybody hears cannot be cut off unseen. Answers what failed for one entry alone. */
  async function finish(entries: readonly Entry[]): Promise<{ finished: string[]; failures: unknown[] }> {
    const ends = new Map<string, LedgerLink>()
    for (const { link } of entries) if (link.seq > (ends.get(link.subjectId)?.seq ?? 0)) ends.set(link.subjectId, link)
    await store.raiseHeads([...ends.values()].map(({ subjectId, seq, hash }) => ({ subjectId, seq, hash })))
    const followed = await Promise.allSettled(entries.map(async ({ source, link }) => onAppended?.(source, link)))
    return {
      finished: entries.filter((_, i) => followed[i]!.status === 'fulfilled').map(({ source }) => source.sourceId),
      failures: followed.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : [])),
    }
  }

  /** Appends one entry at the end of its holder's chain. @throws Error when the place was lost to others twenty times in a row */
  async function append(source: LedgerSource): Promise<void> {
    const [head] = await store.findHeads([source.subjectId])
    const { entries, failures } = await extend([source], head)
    const outcome = await finish(entries)
    const [failure] = [...failures, ...outcome.failures]
    if (failure !== undefined) throw failure
  }

  /**
   * One round, many chains at a time; answers how many were taken.
   * @throws Error the first failure, after the entries of everybody else have been made
   */
  async function run(limit = TAKEN_TOGETHER): Promise<number> {
    const sources = await pending.next(limit)
    if (sources.length === 0) return 0
    const bySubject = new Map<string, LedgerSource[]>()
    for (const source of sources) {
      const own = bySubject.get(source.subjectId)
      if (own) own.push(source)
      else bySubject.set(source.subjectId, [source])
    }
    const heads = new Map((await store.findHeads([...bySubject.keys()])).map((head) => [head.subjectId, head]))
    const chains = [...bySubject]
    const entries: Entry[] = []
    const failures: unknown[] = []
    const worker = async () => {
      for (let chain = chains.shift(); chain; chain = chains.shift()) {
        const [subjectId, own] = chain
        const extended = await extend(own, heads.get(subjectId)).catch((cause: unknown): Extended => ({ entries: [], failures: [cause] }))
        entries.push(...extended.entries)
        failures.push(...extended.failures)
      }
    }
    await Promise.all(Array.from({ length: CHAINS_AT_A_TIME }, worker))
    if (entries.length > 0) {
      const outcome = await finish(entries)
      failures.push(...outcome.failures)
      await pending.markProjected(outcome.finished)
    }
    if (failures.length > 0) throw failures[0]
    return sources.length
  }

  return { append, run }
}
export type LedgerProjector = ReturnType<typeof createLedgerProjector>
