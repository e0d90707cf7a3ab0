import type { LicenceCardView } from '@zsb/shared/licence'
import type { IconName, LicenceFamily, Tone } from '@/ui'

const GROUNDS: Record<string, LicenceFamily> = { id: 'id', drive: 'drive', birth: 'birth', social: 'social', business: 'business', permit: 'business' }

/** Ground of a card: its family's colour, grey once it has ended for good. */
export function groundOf({ family, meaning }: Pick<LicenceCardView, 'family' | 'meaning'>): LicenceFamily {
  return meaning === 'revoked' || meaning === 'expired' ? 'ended' : (GROUNDS[family] ?? 'business')
}

const ICONS: Record<string, IconName> = { drive: 'car', birth: 'baby', business: 'building-2', permit: 'file-text' }

/** Icon of its family, where a licence is a row and no card. */
export const iconOf = ({ family }: Pick<LicenceCardView, 'family'>): IconName => ICONS[family] ?? 'id-card'

/** Tone and icon of the chip; the word is the legal one of the type. What is not known to be valid never looks valid. */
export function chipOf({ meaning, expiresSoon }: Pick<LicenceCardView, 'meaning' | 'expiresSoon'>): { tone: Tone; icon: IconName } {
  switch (meaning) {
    case 'valid':
      return expiresSoon ? { tone: 'warn', icon: 'clock-alert' } : { tone: 'onCard', icon: 'circle-check' }
    case 'suspended':
      return { tone: 'bad', icon: 'circle-pause' }
    case 'lost':
      return { tone: 'warn', icon: 'circle-alert' }
    case 'expired':
      return { tone: 'plain', icon: 'clock' }
    case 'revoked':
      return { tone: 'plain', icon: 'circle-x' }
    case 'notYetValid':
      return { tone: 'warn', icon: 'hourglass' }
    default:
      return { tone: 'warn', icon: 'circle-question-mark' }
  }
}

/** `drivingLicence`, and `drivingLicence-2` for the second of a kind: how a card is called on the page. */
export function namesOf(cards: readonly Pick<LicenceCardView, 'type'>[]): string[] {
  const seen = new Map<string, number>()
  return cards.map(({ type }) => {
    const count = (seen.get(type) ?? 0) + 1
    seen.set(type, count)
    return count === 1 ? type : `${type}-${count}`
  })
}
