import type { SealFacts } from './facts-seal'
import { GENESIS } from './ledger.projector'
import type { LedgerHead, LedgerLink, LedgerStore } from './ledger.store'

/**
 * One break of a chain: where, and what is wrong with it. Ids only. `gone` where nothing is left of a holder's whole chain; `unchained`,
 * with `seq` 0, for what should have its entry by now.
 */
export interface LedgerBreak {
  subjectId: string
  seq: number
  sourceId?: string
  problem: 'missing' | 'reordered' | 'changed' | 'factsChanged' | 'cutOff' | 'gone' | 'unchained'
}

/** Entries a holder's chain has at least, by somebody else's account. */
export interface ExpectedEntries {
  subjectId: string
  entries: number
}

interface Parts {
  store: Pick<LedgerStore, 'walk' | 'heads' | 'last'>
  seal: Pick<SealFacts, 'judge'>
  hashOf: (link: Omit<LedgerLink, 'hash' | '_id' | 'sealed'>) => string
  /**
   * What the chains were made from, counted there: the uses that were projected, the reveals of the audit trail. With where each
   * chain ended when it was last added to, they find what was cut off at the end, and chains of which nothing is left.
   */
  sources: readonly (() => AsyncIterable<ExpectedEntries>)[]
  /** What has been waiting for its entry too long. */
  late: () => Promise<{ subjectId: string; sourceId: string }[]>
}

export interface VerifiedLedger {
  entries: number
  holders: number
  erased: number
  breaks: LedgerBreak[]
}

/** Walks every holder's chain and names what was changed, taken away or moved (`npm run audit:verify`). */
export async function verifyLedger({ store, seal, hashOf, sources, late }: Parts): Promise<VerifiedLedger> {
  const breaks: LedgerBreak[] = []
  let entries = 0
  let holders = 0
  let erased = 0
  let previous: LedgerLink | null = null
  for await (const link of store.walk()) {
    entries++
    const { subjectId, seq } = link
    if (previous?.subjectId !== subjectId) {
      previous = null
      holders++
    }
    const expectedSeq: number = (previous?.seq ?? 0) + 1
    const prevHash: string = previous?.hash ?? GENESIS
    if (seq !== expectedSeq) breaks.push({ subjectId, seq: expectedSeq, problem: 'missing' })
    else if (link.prevHash !== prevHash) breaks.push({ subjectId, seq, problem: 'reordered' })
    const facts = await seal.judge(link)
    if (facts === 'erased') erased++
    if (hashOf(link) !== link.hash) breaks.push({ subjectId, seq, problem: 'changed' })
    else if (facts === 'changed') breaks.push({ subjectId, seq, problem: 'factsChanged' })
    previous = link
  }
  breaks.push(...(await findCutOff({ store, sources })))
  for (const { subjectId, sourceId } of await late()) breaks.push({ subjectId, seq: 0, sourceId, problem: 'unchained' })
  return { entries, holders, erased, breaks }
}

async function findCutOff({ store, sources }: Pick<Parts, 'store' | 'sources'>): Promise<LedgerBreak[]> {
  const found = new Map<string, LedgerBreak>()
  const check = async (subjectId: string, entries: number, head?: LedgerHead) => {
    const last = await store.last(subjectId)
    const end = last?.seq ?? 0
    if (end < entries) found.set(subjectId, { subjectId, seq: end + 1, problem: last ? 'cutOff' : 'gone' })
    else if (last && head?.seq === end && head.hash !== last.hash) found.set(subjectId, { subjectId, seq: end, problem: 'changed' })
  }
  for await (const head of store.heads()) await check(head.subjectId, head.seq, head)
  for (const source of sources) for await (const { subjectId, entries } of source()) if (!found.has(subjectId)) await check(subjectId, entries)
  return [...found.values()]
}
