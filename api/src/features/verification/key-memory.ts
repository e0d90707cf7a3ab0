import { hash } from 'node:crypto'
import type { VerificationRequest } from '@zsb/shared/verification'

interface Options {
  /** How long a key stands for its first question, ms. */
  lifeMs: number
  /** Keys of one generation; two are held. Beyond it the oldest go early, and only this check with them. */
  most?: number
}
type Asked = Pick<VerificationRequest, 'code' | 'scene' | 'purpose' | 'method'>

interface Noted {
  askedHash: string
  atMs: number
}

/**
 * Which question each Idempotency-Key of a clerk came with first (R16): code, purpose, scene and method together. In the process's own memory: a scan is one write and pays no
 * read for this (performance.md, P3). Another process may not know the key; a code is consumed once there all the same.
 */
export function createKeyMemory({ lifeMs, most = 50_000 }: Options) {
  let current = new Map<string, Noted>()
  let former = new Map<string, Noted>()
  let sinceMs = 0

  return {
    /** False when the key stands for another question. */
    fits: ({ key, asked, at }: { key: string; asked: Asked; at: Date }): boolean => {
      const atMs = at.getTime()
      const askedHash = hash('sha256', `${asked.scene}\n${asked.purpose}\n${asked.method}\n${asked.code}`, 'base64url')
      const noted = current.get(key) ?? former.get(key)
      if (noted && atMs - noted.atMs <= lifeMs) return noted.askedHash === askedHash
      if (atMs - sinceMs > lifeMs || current.size >= most) {
        former = current
        current = new Map()
        sinceMs = atMs
      }
      current.set(key, { askedHash, atMs })
      return true
    },
    size: (): number => current.size + former.size,
  }
}
