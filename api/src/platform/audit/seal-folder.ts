import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { constantTimeEqual } from '../crypto'

/** Where the chain ended at a moment: every entry up to `seq` is counted in it, and its hash stands for all of them. */
export interface AuditEnd {
  seq: number
  hash: string
  at: Date
}

const Line = z.strictObject({ seq: z.int().check(z.minimum(1)), hash: z.string(), at: z.string(), mac: z.string() })

export interface SealFolder {
  write: (end: AuditEnd) => Promise<void>
  /** Every seal by its place; lines that are not genuine are counted. */
  read: () => { ends: Map<number, string>; forged: number }
}

/**
 * Seals outside the database 库外存证 (R18): one line for each end of the chain, appended and flushed to a folder the database's
 * administrator does not rule, proved by a key of its own that the database does not hold.
 */
export function createSealFolder({ dir, key }: { dir: string; key: Buffer }): SealFolder {
  const macOf = (seq: number, hash: string, at: string) => createHmac('sha256', key).update(`${seq}\n${hash}\n${at}`).digest('base64url')

  async function write({ seq, hash, at }: AuditEnd): Promise<void> {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const time = at.toISOString()
    const file = await open(join(dir, `seals-${time.slice(0, 7)}.jsonl`), 'a', 0o600)
    try {
      await file.appendFile(`${JSON.stringify({ seq, hash, at: time, mac: macOf(seq, hash, time) })}\n`)
      await file.datasync()
    } finally {
      await file.close()
    }
  }

  function parseLine(text: string): z.infer<typeof Line> | null {
    try {
      const { data } = z.safeParse(Line, JSON.parse(text))
      return data && constantTimeEqual(data.mac, macOf(data.seq, data.hash, data.at)) ? data : null
    } catch {
      return null
    }
  }

  function read() {
    const ends = new Map<number, string>()
    let forged = 0
    const names = existsSync(dir) ? readdirSync(dir).filter((name) => /^seals-\d{4}-\d{2}\.jsonl$/.test(name)) : []
    for (const name of names.sort()) {
      for (const text of readFileSync(join(dir, name), 'utf8').split('\n').filter(Boolean)) {
        const line = parseLine(text)
        // One place sealed twice with two hashes: one of them was not the chain's.
        if (!line || (ends.has(line.seq) && ends.get(line.seq) !== line.hash)) forged++
        else ends.set(line.seq, line.hash)
      }
    }
    return { ends, forged }
  }

  return { write, read }
}
