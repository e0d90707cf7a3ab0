import { useSettings, type Language } from '../settings'
import { toPseudo, toPseudoWords } from './pseudo'

/** What a copy file may hold: sentences, sentences with blanks (functions), lists and groups of them. */
export interface Words {
  readonly [key: string]: string | ((...blanks: never[]) => string) | readonly string[] | Words
}
/** Both languages of a feature. English must have every key of the Chinese. */
export interface Copy<T> {
  zh: T
  en: T
}

export const defineCopy = <T extends Words>(copy: { zh: T; en: NoInfer<T> }): Copy<T> => copy

const pseudo = new WeakMap<object, Words>()

/** The words of a copy file in `language`, for code outside components. */
export function wordsOf<T extends Words>(copy: Copy<T>, language: Language): T {
  if (language !== 'pseudo') return copy[language]
  let words = pseudo.get(copy)
  if (!words) {
    words = toPseudoWords(copy.en)
    pseudo.set(copy, words)
  }
  return words as T
}

/** The words of a copy file in the language of the screen. */
export function useCopy<T extends Words>(copy: Copy<T>): T {
  return wordsOf(
    copy,
    useSettings((settings) => settings.language),
  )
}

/** Picks the sentence of a pair that came with data: `{ zh, en }` of an error, a licence type, a scene. */
export function pick(pair: { zh: string; en?: string }, language: Language): string {
  if (language === 'zh') return pair.zh
  return language === 'pseudo' ? toPseudo(pair.en ?? pair.zh) : (pair.en ?? pair.zh)
}

/** `pick` bound to the language of the screen. */
export function usePick(): (pair: { zh: string; en?: string }) => string {
  const language = useSettings((settings) => settings.language)
  return (pair) => pick(pair, language)
}

/** 'zh' or 'en' for dates and for the API; the test language reads as English. */
export const useSpokenLanguage = (): 'zh' | 'en' => (useSettings((settings) => settings.language) === 'zh' ? 'zh' : 'en')
