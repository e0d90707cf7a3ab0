import type { DbSession } from '../db/mongo'
import { createChainCheck, GENESIS, linkHash, type ChainBreak } from '../chain/chain'
import type { AuditEntry, AuditStore } from './audit.model'

/** An act to be kept. `facts` hold codes and ids only; `reason` is free text of a person and is encrypted. */
export interface AuditAct {
  action: string
  actor: AuditEntry['actor']
  subjectId: string | null
  reason?: string
  facts?: Record<string, unknown>
}

interface Parts {
  store: AuditStore
  encrypt: (text: string, entryId: string) => string
  newSalt: () => string
  saltedDigest: (salt: string, facts: unknown) => string
  newId: (at: Date) => string
  now: () => Date
  /** Tells the end of the chain to somewhere the database's administrator does not rule (R18). */
  sealOutside?: (end: { seq: number; hash: string; at: Date }) => Promise<void>
}

export type Audit = ReturnType<typeof createAudit>

const factsOf = (entry: AuditEntry) => ({
  id: entry._id,
  at: entry.at,
  action: entry.action,
  actor: entry.actor,
  subjectId: entry.subjectId,
  digest: entry.digest,
})

/** The audit trail 留痕: append-only, hash-chained, sealed outside (R18). Written in the same transaction as the change it describes. */
export function createAudit({ store, encrypt, newSalt, saltedDigest, newId, now, sealOutside }: Parts) {
  async function record(session: DbSession | null, { action, actor, subjectId, reason, facts }: AuditAct): Promise<void> {
    const at = now()
    const id = newId(at)
    const salt = newSalt()
    const all = { facts: facts ?? {}, reason: reason ?? '' }
    await store.insert(
      {
        _id: id,
        at,
        action,
        actor,
        subjectId,
        digest: saltedDigest(salt, all),
        sealed: encrypt(JSON.stringify({ salt, ...all }), id),
        seq: null,
        prevHash: null,
        hash: null,
      },
      session,
    )
  }

  /** Gives places to entries that have none; one process at a time holds the lease, and a place is unique all the same. */
  async function sealRound(limit = 500): Promise<number> {
    const waiting = await store.unsealed(limit)
    if (waiting.length === 0) return 0
    const last = await store.last()
    let end = { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS }
    for (const entry of waiting) {
      const place = { seq: end.seq + 1, prevHash: end.hash }
      const hash = linkHash({ ...factsOf(entry), ...place })
      if (!(await store.seal(entry._id, { ...place, hash }))) return 0
      end = { seq: place.seq, hash }
    }
    const seal = { ...end, at: now() }
    await store.writeSeal(seal)
    await sealOutside?.(seal)
    return waiting.length
  }

  /** Walks the chain and names every break; ids and places only. */
  async function verify(): Promise<{ entries: number; breaks: (ChainBreak | { seq: number; problem: 'cutOff' })[] }> {
    const check = createChainCheck<AuditEntry & { seq: number; prevHash: string; hash: string }>(factsOf)
    const breaks: (ChainBreak | { seq: number; problem: 'cutOff' })[] = []
    let entries = 0
    let end = { seq: 0, hash: GENESIS }
    for await (const entry of store.walk()) {
      const link = entry as AuditEntry & { seq: number; prevHash: string; hash: string }
      entries++
      const broken = check.next(link)
      if (broken) breaks.push(broken)
      end = { seq: link.seq, hash: link.hash }
    }
    const seal = await store.readSeal()
    if (seal && (end.seq < seal.seq || (end.seq === seal.seq && end.hash !== seal.hash))) breaks.push({ seq: seal.seq, problem: 'cutOff' })
    return { entries, breaks }
  }

  return { record, sealRound, verify }
}
