import type { LaunchWishes } from './launch'

export type { LaunchWishes } from './launch'

const LANGUAGES = ['zh', 'en', 'pseudo'] as const

/** `?lang=zh|en|pseudo` and `?elder=1|0` before or after the `#`. */
export function launchWishes(): LaunchWishes {
  const ask = new URLSearchParams(window.location.search + '&' + (window.location.hash.split('?')[1] ?? ''))
  const language = LANGUAGES.find((known) => known === ask.get('lang'))
  const elder = ask.get('elder')
  return { language, elder: elder === null ? undefined : elder === '1' }
}
