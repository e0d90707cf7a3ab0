/** Limits on what a JSON body may hold (security.md R11): deeper bodies parse and then crash validators. */
export const JSON_LIMITS = { depth: 32, keys: 1_000, arrayItems: 1_000, bytes: 256 * 1024 } as const

const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype'])

/** True when the parsed body stays within the limits. Walks with its own stack: never recursion over foreign input. */
export function isWithinJsonLimits(body: unknown): boolean {
  const pending: { value: unknown; depth: number }[] = [{ value: body, depth: 1 }]
  let keys = 0
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth } = next
    if (value === null || typeof value !== 'object') continue
    if (depth > JSON_LIMITS.depth) return false
    if (Array.isArray(value)) {
      if (value.length > JSON_LIMITS.arrayItems) return false
      for (const item of value) pending.push({ value: item, depth: depth + 1 })
      continue
    }
    for (const [name, item] of Object.entries(value)) {
      if (++keys > JSON_LIMITS.keys || FORBIDDEN_NAMES.has(name)) return false
      pending.push({ value: item, depth: depth + 1 })
    }
  }
  return true
}
