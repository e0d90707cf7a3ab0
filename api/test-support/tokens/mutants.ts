import { editPart, withStrayBits } from './edits'
import { scannedToken } from './hostile-tokens'
import { fromWords } from './signatures'

/** Small seeded generator (mulberry32): the same seed makes the same mutants. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const TEXT = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \n%"\u0000\u00e9\u200b'
const PARTS = ['head', 'payload', 'signature'] as const
type Pick = (below: number) => number
type Change = (token: string, pick: Pick, other: string) => string | null

const inPart =
  (change: (text: string, pick: Pick) => string | null): Change =>
  (token, pick) => {
    const parts = token.split('.')
    const at = pick(PARTS.length)
    const changed = change(parts[at]!, pick)
    if (changed === null) return null
    parts[at] = changed
    return parts.join('.')
  }

const CHANGES: readonly Change[] = [
  // bytes
  inPart((text, pick) => editPart(text, { part: 'head', flipBit: pick(Buffer.from(text, 'base64url').length * 8) })),
  inPart((text, pick) => {
    const bytes = Buffer.from(text, 'base64url')
    bytes[pick(bytes.length)] = pick(256)
    return bytes.toString('base64url')
  }),
  inPart((text, pick) =>
    Buffer.from(text, 'base64url')
      .subarray(0, pick(Buffer.from(text, 'base64url').length))
      .toString('base64url'),
  ),
  // characters
  (token, pick) => {
    const at = pick(token.length)
    return token.slice(0, at) + TEXT[pick(TEXT.length)]! + token.slice(at + 1)
  },
  (token, pick) => {
    const at = pick(token.length + 1)
    return token.slice(0, at) + TEXT[pick(TEXT.length)]! + token.slice(at)
  },
  (token, pick) => {
    const at = pick(token.length)
    return token.slice(0, at) + token.slice(at + 1 + pick(3))
  },
  (token, pick) => {
    const at = pick(token.length - 1)
    return token.slice(0, at) + token[at + 1]! + token[at]! + token.slice(at + 2)
  },
  (token, pick) => {
    const at = pick(token.length)
    const char = token[at]!
    return token.slice(0, at) + (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()) + token.slice(at + 1)
  },
  // lengths
  (token, pick) => token.slice(0, pick(token.length)),
  (token, pick) => token.slice(1 + pick(token.length - 1)),
  // spellings
  inPart((text, pick) => withStrayBits(text, 1 + pick(15))),
  inPart((text, pick) => text + '='.repeat(1 + pick(3))),
  inPart((text) => editPart(text, { part: 'head', standardAlphabet: true })),
  // numbers of the signature
  (token) => {
    const [head, payload, signature] = token.split('.') as [string, string, string]
    return `${head}.${payload}.${fromWords(['own', 'n-s'], Buffer.from(signature, 'base64url')).toString('base64url')}`
  },
  (token, pick) => {
    const words = ['own', '0', '1', 'n', 'n-1', 'n+1', 'p', 'ff', 'half', 'half+1', 'n-r', 'n-s']
    const [head, payload, signature] = token.split('.') as [string, string, string]
    const pair: [string, string] = [words[pick(words.length)]!, words[pick(words.length)]!]
    return `${head}.${payload}.${fromWords(pair, Buffer.from(signature, 'base64url')).toString('base64url')}`
  },
  // parts of two genuine tokens, and parts in other places
  (token, pick, other) => {
    const [mine, theirs] = [token.split('.'), other.split('.')]
    const at = 1 + pick(2)
    return mine.map((part, i) => (i === at ? theirs[i]! : part)).join('.')
  },
  (token, pick) => {
    const parts = token.split('.')
    const [a, b] = [pick(3), pick(3)]
    return parts.map((part, i) => (i === a ? parts[b]! : i === b ? parts[a]! : part)).join('.')
  },
]

interface MutantOptions {
  token: string
  /** A second genuine token of the same kind, to mix parts with. */
  other: string
  seed: number
  count: number
  /** Leaves out what a scanned link forgives: blanks and line ends at its edge. */
  throughScanner?: boolean
}

/**
 * `count` mutants of a genuine token, none of them equal to it or to `other`. Every one must be refused, and none may throw.
 */
export function* mutants({ token, other, seed, count, throughScanner = false }: MutantOptions): Generator<string> {
  const random = seededRandom(seed)
  const pick: Pick = (below) => Math.floor(random() * below)
  for (let made = 0; made < count;) {
    let text = CHANGES[pick(CHANGES.length)]!(token, pick, other)
    // Every fourth one is changed twice.
    if (text !== null && text.split('.').length === 3 && pick(4) === 0) text = CHANGES[3 + pick(7)]!(text, pick, other)
    if (text === null || text === token || text === other) continue
    if (throughScanner && [token, other].includes(scannedToken(text) ?? '')) continue
    made++
    yield text
  }
}
