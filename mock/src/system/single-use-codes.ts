import { randomBytes } from 'node:crypto'

export type Taken<Value> = { ok: true; value: Value } | { ok: false; reason: 'unknown' | 'used' }

/** Codes a partner's client hands out: good once and for a few minutes. A code that is too old is unknown. */
export function createSingleUseCodes<Value>({ now, lifeMs, prefix = '' }: { now: () => Date; lifeMs: number; prefix?: string }) {
  const codes = new Map<string, { value: Value; until: number; used: boolean }>()
  return {
    issue: (value: Value): string => {
      const code = prefix + randomBytes(20).toString('hex')
      codes.set(code, { value, until: now().getTime() + lifeMs, used: false })
      if (codes.size > 5000) codes.delete(codes.keys().next().value ?? '')
      return code
    },
    take: (code: string): Taken<Value> => {
      const found = codes.get(code)
      if (!found || found.until <= now().getTime()) return { ok: false, reason: 'unknown' }
      if (found.used) return { ok: false, reason: 'used' }
      found.used = true
      return { ok: true, value: found.value }
    },
    clear: () => codes.clear(),
  }
}
