import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { isFormerLine, readFormerLine } from './former-seals'
import type { SealTokens } from './seal-tokens'

/** Where the chain ended at a moment: every entry up to `seq` is counted in it, and its hash stands for all of them. */
export interface AuditEnd {
  seq: number
  hash: string
  at: Date
}

/** What the folder says. */
export interface ReadSeals {
  /** Hash of the chain by its place, for every genuine seal. */
  ends: Map<number, string>
  /** Lines that are not genuine. */
  forged: number
  /** The newest end that only former, unsigned lines stand for: none once a signed seal follows them. */
  unsigned: AuditEnd | null
}

export interface SealFolder {
  write: (end: AuditEnd) => Promise<void>
  read: () => ReadSeals
  /** Signs the newest end that former lines stand for; answers whether there was one. */
  signFormer: () => Promise<boolean>
}

interface Parts {
  dir: string
  seals: SealTokens
  /** Key of the lines of releases before seals were signed. */
  formerKey: Buffer
}

const newer = (known: AuditEnd | null, end: AuditEnd): AuditEnd => (known && known.seq >= end.seq ? known : end)

/**
 * Seals outside the database 库外存证 (R18): one signed token for each end of the chain, a line of its own, appended and flushed to a
 * folder the database's administrator does not rule. Lines from before seals were signed count up to the first signed one; after it
 * nobody but a forger writes such a line.
 */
export function createSealFolder({ dir, seals, formerKey }: Parts): SealFolder {
  async function write(end: AuditEnd): Promise<void> {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const file = await open(join(dir, `seals-${end.at.toISOString().slice(0, 7)}.jsonl`), 'a', 0o600)
    try {
      await file.appendFile(`${seals.sign(end)}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
  }

  function lines(): string[] {
    const names = existsSync(dir) ? readdirSync(dir).filter((name) => /^seals-\d{4}-\d{2}\.jsonl$/.test(name)) : []
    return names.sort().flatMap((name) => readFileSync(join(dir, name), 'utf8').split('\n').filter(Boolean))
  }

  function read(): ReadSeals {
    const ends = new Map<number, string>()
    let forged = 0
    let unsigned: AuditEnd | null = null
    let isSigned = false
    for (const line of lines()) {
      const isFormer = isFormerLine(line)
      const end = !isFormer ? seals.prove(line) : isSigned ? null : readFormerLine(line, formerKey)
      // One place sealed twice with two hashes: one of them was not the chain's.
      if (!end || (ends.has(end.seq) && ends.get(end.seq) !== end.hash)) {
        forged++
        continue
      }
      ends.set(end.seq, end.hash)
      isSigned ||= !isFormer
      unsigned = isFormer ? newer(unsigned, end) : null
    }
    return { ends, forged, unsigned }
  }

  async function signFormer(): Promise<boolean> {
    const { unsigned } = read()
    if (unsigned) await write(unsigned)
    return unsigned !== null
  }

  return { write, read, signFormer }
}
