import type { Words } from './index'

const ACCENTED: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', n: 'ñ', c: 'ç' }

/** `Show licence` → `⟦Shów líçéñçé ······⟧`: marked, accented and 1.6 times as long, so that what is untranslated or cut off shows. */
export function toPseudo(sentence: string): string {
  const accented = sentence.replace(/[aeiouAEIOUnc]/g, (letter) => ACCENTED[letter] ?? letter)
  const padding = '·'.repeat(Math.max(0, Math.ceil(sentence.length * 0.6) - 2))
  return `⟦${accented}${padding ? ' ' + padding : ''}⟧`
}

/** The whole copy file in the test language. */
export function toPseudoWords<T extends Words>(words: T): T {
  return walk(words) as T
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return toPseudo(value)
  if (typeof value === 'function') return (...args: unknown[]) => walk((value as (...all: unknown[]) => unknown)(...args))
  if (Array.isArray(value)) return value.map(walk)
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  return value
}
