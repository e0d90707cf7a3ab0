import { hash } from 'node:crypto'

interface Options {
  /** How long a key stands for its first code, ms. */
  lifeMs: number
  /** Keys of one generation; two are held. Beyond it the oldest go early, and only this check with them. */
  most?: number
}
interface Noted {
  codeHash: string
  atMs: number
}

/**
 * Which code each Idempotency-Key of a clerk came with first (R16). In the process's own memory: a scan is one write and pays no
 * read for this (performance.md, P3). Another process may not know the key; a code is consumed once there all the same.
 */
export function createKeyMemory({ lifeMs, most = 50_000 }: Options) {
  let current = new Map<string, Noted>()
  let former = new Map<string, Noted>()
  let sinceMs = 0

  return {
    /** False when the key stands for another code. */
    fits: ({ key, code, at }: { key: string; code: string; at: Date }): boolean => {
      const atMs = at.getTime()
      const codeHash = hash('sha256', code, 'base64url')
      const noted = current.get(key) ?? former.get(key)
      if (noted && atMs - noted.atMs <= lifeMs) return noted.codeHash === codeHash
      if (atMs - sinceMs > lifeMs || current.size >= most) {
        former = current
        current = new Map()
        sinceMs = atMs
      }
      current.set(key, { codeHash, atMs })
      return true
    },
    size: (): number => current.size + former.size,
  }
}
