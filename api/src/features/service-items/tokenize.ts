import type { SearchWords } from './search-words'

/** Cuts a sentence into words. */
export type Segment = (sentence: string) => string[]

const chinese = new Intl.Segmenter('zh', { granularity: 'word' })
/** The segmenter of the runtime itself (ICU), with its own dictionary of Chinese. */
export const segmentChinese: Segment = (sentence) => [...chinese.segment(sentence)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))

const HAN = /^\p{Script=Han}+$/u
const escapeForPattern = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** A long word, and what stands in it: 机动车驾驶证 is found by 驾驶 too. */
function withPairs(word: string): string[] {
  if (!HAN.test(word)) return [word]
  const characters = [...word]
  if (characters.length < 3) return characters.length === 2 ? [word] : []
  return [word, ...characters.slice(1).map((character, i) => `${characters[i]}${character}`)]
}

/**
 * Turns a sentence into the terms it is found by: what people say becomes what offices write, phrases of the word list stay whole (no
 * dictionary knows 上户口), the rest is segmented. Full-width and traditional spellings of letters and digits are made one (NFKC).
 */
export function createTokenizer({ words, segment }: { words: SearchWords; segment: Segment }): (sentence: string) => string[] {
  const meaning = new Map(words.groups.flatMap((group) => group.map((word) => [word.toLowerCase(), group[0]!.toLowerCase()] as const)))
  const ignored = new Set(words.ignored)
  // A short word that is ignored may stand inside a phrase (没有 in 没有工作), so that phrases come first, the longest before the others.
  const phrases = [...meaning.keys()].sort((a, b) => b.length - a.length)
  const pattern = phrases.length > 0 ? new RegExp(phrases.map(escapeForPattern).join('|'), 'g') : null

  const rest = (text: string) => segment(text).flatMap((word) => (ignored.has(word) ? [] : withPairs(word)))
  return (sentence) => {
    const text = sentence.normalize('NFKC').toLowerCase()
    if (!pattern) return rest(text)
    const terms: string[] = []
    let from = 0
    for (const match of text.matchAll(pattern)) {
      if (match.index > from) terms.push(...rest(text.slice(from, match.index)))
      terms.push(meaning.get(match[0])!)
      from = match.index + match[0].length
    }
    return from < text.length ? [...terms, ...rest(text.slice(from))] : terms
  }
}
