import type { LicenceCardView } from '@zsb/shared/licence'
import type { LicenceFamily, Tone } from '@/ui'

const FAMILIES: Readonly<Record<string, LicenceFamily>> = {
  id: 'id',
  drive: 'drive',
  birth: 'birth',
  social: 'social',
  business: 'business',
  permit: 'business',
}
const ENDED = new Set(['revoked', 'expired'])

/** Colour family of a card; what has ended is grey. */
export const familyOf = (card: Pick<LicenceCardView, 'family' | 'meaning'>): LicenceFamily =>
  ENDED.has(card.meaning) ? 'ended' : (FAMILIES[card.family] ?? 'id')

/** How its state looks: quiet while valid, amber when it ends soon, red where the law stops it. */
export function toneOf(card: Pick<LicenceCardView, 'meaning' | 'expiresSoon'>): Tone {
  if (card.meaning === 'valid') return card.expiresSoon ? 'warn' : 'onCard'
  return card.meaning === 'unknown' || card.meaning === 'notYetValid' ? 'warn' : 'bad'
}
