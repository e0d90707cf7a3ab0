import type { DbSession } from '../db/mongo'
import { createChainCheck, GENESIS, linkHash, type ChainBreak } from '../chain/chain'
import type { ErasableCipher } from '../erasure/erasable-keys'
import type { AuditEntry, AuditStore } from './audit.model'
import type { SealFolder } from './seal-folder'

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
  /** Facts and reasons, and with them their salts, can be erased by the month. */
  cipher: ErasableCipher
  newSalt: () => string
  saltedDigest: (salt: string, facts: unknown) => string
  newId: (at: Date) => string
  now: () => Date
  /** Keeps the ends of the chain where the database's administrator does not rule (R18); null where no folder is configured. */
  seals: SealFolder | null
}

/** An entry gets its place in the chain within seconds; one without a place is younger than this, or something is wrong. */
const CHAINED_WITHIN_MS = 60_000

/** What is wrong with the trail beside its links: the end, the encrypted facts, a seal. `seq` 0 and the entry's id where it has no place. */
export interface AuditBreak {
  seq: number
  entryId?: string
  problem: ChainBreak['problem'] | 'cutOff' | 'factsChanged' | 'sealDiffers' | 'sealForged' | 'sealUnsigned' | 'unchained'
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
export function createAudit({ store, cipher, newSalt, saltedDigest, newId, now, seals }: Parts) {
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
        sealed: await cipher.encrypt(JSON.stringify({ salt, ...all }), { id, at }),
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
    await seals?.write(seal)
    return waiting.length
  }

  /** Whether the encrypted facts are those the chain vouches for. Of erased ones nothing can be said but that they were erased. */
  async function judgeFacts({ _id: id, at, sealed, digest }: AuditEntry): Promise<'fit' | 'changed' | 'erased'> {
    try {
      const opened = await cipher.open(sealed, { id, at })
      if (opened.erased) return 'erased'
      const { salt, ...all } = JSON.parse(opened.text) as { salt: string }
      return saltedDigest(salt, all) === digest ? 'fit' : 'changed'
    } catch {
      return 'changed'
    }
  }

  /** Entries without a place: whole as far as they go, and none that should have one by now. */
  async function verifyWaiting(): Promise<AuditBreak[]> {
    const breaks: AuditBreak[] = []
    const late = now().getTime() - CHAINED_WITHIN_MS
    for await (const entry of store.walkUnsealed()) {
      const problem = (await judgeFacts(entry)) === 'changed' ? 'factsChanged' : entry.at.getTime() < late ? 'unchained' : null
      if (problem) breaks.push({ seq: 0, entryId: entry._id, problem })
    }
    return breaks
  }

  /** Walks the chain and what waits for it, and names every break; ids and places only. */
  async function verify(): Promise<{ entries: number; erased: number; breaks: AuditBreak[] }> {
    const waiting = await verifyWaiting()
    const check = createChainCheck<AuditEntry & { seq: number; prevHash: string; hash: string }>(factsOf)
    const outside = seals?.read() ?? { ends: new Map<number, string>(), forged: 0, unsigned: null }
    const breaks: AuditBreak[] = Array.from({ length: outside.forged }, () => ({ seq: 0, problem: 'sealForged' as const }))
    // The database was not brought to this release, or every signed seal was taken away.
    if (outside.unsigned) breaks.push({ seq: outside.unsigned.seq, problem: 'sealUnsigned' })
    let entries = 0
    let erased = 0
    let end = { seq: 0, hash: GENESIS }
    for await (const entry of store.walk()) {
      const link = entry as AuditEntry & { seq: number; prevHash: string; hash: string }
      entries++
      const broken = check.next(link)
      const facts = await judgeFacts(link)
      if (facts === 'erased') erased++
      if (broken) breaks.push(broken)
      else if (facts === 'changed') breaks.push({ seq: link.seq, problem: 'factsChanged' })
      if ((outside.ends.get(link.seq) ?? link.hash) !== link.hash) breaks.push({ seq: link.seq, problem: 'sealDiffers' })
      end = { seq: link.seq, hash: link.hash }
    }
    const inside = await store.readSeal()
    let sealedTo = inside?.seq ?? 0
    for (const seq of outside.ends.keys()) sealedTo = Math.max(sealedTo, seq)
    if (end.seq < sealedTo || (inside && end.seq === inside.seq && end.hash !== inside.hash)) breaks.push({ seq: sealedTo, problem: 'cutOff' })
    return { entries, erased, breaks: [...breaks, ...waiting] }
  }

  return { record, sealRound, verify }
}
