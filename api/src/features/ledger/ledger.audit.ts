import type { SealFacts } from './facts-seal'
import { GENESIS } from './ledger.projector'
import type { LedgerLink, LedgerStore } from './ledger.store'

/** One break of a chain: where, and what is wrong with it. Ids only. */
export interface LedgerBreak {
  subjectId: string
  seq: number
  problem: 'missing' | 'reordered' | 'changed' | 'factsChanged' | 'cutOff'
}

interface Parts {
  store: Pick<LedgerStore, 'walk'>
  seal: Pick<SealFacts, 'fits'>
  hashOf: (link: Omit<LedgerLink, 'hash' | '_id' | 'sealed'>) => string
  /** How many entries each holder must have: the uses that were projected. Finds entries cut off at the end. */
  expectedCount: (subjectId: string) => Promise<number>
}

/** Walks every holder's chain and names what was changed, taken away or moved (`npm run audit:verify`). */
export async function verifyLedger({ store, seal, hashOf, expectedCount }: Parts): Promise<{ entries: number; holders: number; breaks: LedgerBreak[] }> {
  const breaks: LedgerBreak[] = []
  let entries = 0
  let holders = 0
  let previous: LedgerLink | null = null
  const close = async (last: LedgerLink | null) => {
    if (last && last.seq < (await expectedCount(last.subjectId))) breaks.push({ subjectId: last.subjectId, seq: last.seq + 1, problem: 'cutOff' })
  }
  for await (const link of store.walk()) {
    entries++
    const { subjectId, seq } = link
    if (previous?.subjectId !== subjectId) {
      await close(previous)
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
  await close(previous)
  return { entries, holders, breaks }
}
