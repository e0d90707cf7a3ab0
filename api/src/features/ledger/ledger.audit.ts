import type { SealFacts } from './facts-seal'
import { GENESIS } from './ledger.projector'
import type { LedgerHead, LedgerLink, LedgerStore } from './ledger.store'

/** One break of a chain: where, and what is wrong with it. Ids only. `gone` where nothing is left of a holder's whole chain. */
export interface LedgerBreak {
  subjectId: string
  seq: number
  problem: 'missing' | 'reordered' | 'changed' | 'factsChanged' | 'cutOff' | 'gone'
}

/** Entries a holder's chain has at least, by somebody else's account. */
export interface ExpectedEntries {
  subjectId: string
  entries: number
}

interface Parts {
  store: Pick<LedgerStore, 'walk' | 'heads' | 'last'>
  seal: Pick<SealFacts, 'fits'>
  hashOf: (link: Omit<LedgerLink, 'hash' | '_id' | 'sealed'>) => string
  /**
   * What the chains were made from, counted there: the uses that were projected, the reveals of the audit trail. With where each
   * chain ended when it was last added to, they find what was cut off at the end, and chains of which nothing is left.
   */
  sources: readonly (() => AsyncIterable<ExpectedEntries>)[]
}

/** Walks every holder's chain and names what was changed, taken away or moved (`npm run audit:verify`). */
export async function verifyLedger({ store, seal, hashOf, sources }: Parts): Promise<{ entries: number; holders: number; breaks: LedgerBreak[] }> {
  const breaks: LedgerBreak[] = []
  let entries = 0
  let holders = 0
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
    if (hashOf(link) !== link.hash) breaks.push({ subjectId, seq, problem: 'changed' })
    else if (!seal.fits(link)) breaks.push({ subjectId, seq, problem: 'factsChanged' })
    previous = link
  }
  breaks.push(...(await findCutOff({ store, sources })))
  return { entries, holders, breaks }
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
