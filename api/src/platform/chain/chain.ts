import { canonicalJson, sha256Hex } from '../crypto'

/** The first link of a chain points here. */
export const GENESIS = '0'.repeat(64)

/** What a link covers beside its own facts: its place and the link before. */
export interface Linked {
  seq: number
  prevHash: string
  hash: string
}

/** Hash of a link over everything but its own hash: SHA-256 of canonical JSON. */
export const linkHash = (link: Record<string, unknown>): string => sha256Hex(canonicalJson(link))

export type BreakKind = 'missing' | 'reordered' | 'changed'
export interface ChainBreak {
  seq: number
  problem: BreakKind
}

/** Checks links one by one in the order of their places. `factsOf` is what the hash covers beside place and predecessor. */
export function createChainCheck<L extends Linked>(factsOf: (link: L) => Record<string, unknown>) {
  let expectedSeq = 1
  let prevHash = GENESIS
  return {
    next: (link: L): ChainBreak | null => {
      const { seq } = link
      const place = { expectedSeq, prevHash }
      expectedSeq = seq + 1
      prevHash = link.hash
      if (seq !== place.expectedSeq) return { seq: place.expectedSeq, problem: 'missing' }
      if (link.prevHash !== place.prevHash) return { seq, problem: 'reordered' }
      if (linkHash({ ...factsOf(link), seq, prevHash: link.prevHash }) !== link.hash) return { seq, problem: 'changed' }
      return null
    },
  }
}
