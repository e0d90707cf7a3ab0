import type { LicenceCardView } from '@zsb/shared/licence'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { Button, LicenceCard, LicenceStack } from '@/ui'
import { licencesCopy } from '../copy'
import { chipOf, groundOf, namesOf } from '../licence-look'

/** The stack: a tap opens one card in place, with the ways on from it. The only card, or the last, is open from the start. */
export function WalletCards({ cards }: { cards: readonly LicenceCardView[] }) {
  const words = useCopy(licencesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [opened, open] = useState<string | null>(null)
  const current = cards.some(({ id }) => id === opened) ? opened : (cards[cards.length - 1]?.id ?? null)
  const names = namesOf(cards)
  return (
    <LicenceStack>
      {cards.map((card, index) => {
        const word = pick(card.legalWord)
        const expires = card.meaning === 'valid' && card.expiresSoon && card.daysLeft !== null
        const facts = [card.numberMasked, card.holderName, card.validToDay ? words.until(formatDay(card.validToDay, language)) : '']
        return (
          <LicenceCard
            key={card.id}
            id={`card-${names[index]}`}
            name={pick(card.name)}
            line={facts.filter(Boolean).slice(0, 2).join(' · ')}
            family={groundOf(card)}
            status={{ ...chipOf(card), word: expires ? words.daysLeft(word, card.daysLeft ?? 0) : word }}
            expanded={card.id === current}
            onOpen={() => open(card.id)}
          >
            {card.id === current ? (
              <>
                {hasPage(ENTRANCES.present) ? (
                  <Button id={`show-${names[index]}`} kind="light" small icon="qr-code" onPress={() => goTo(ENTRANCES.present, { licenceId: card.id })}>
                    {words.show}
                  </Button>
                ) : null}
                {hasPage(ENTRANCES.licence) ? (
                  <Button id={`detail-${names[index]}`} kind="outline" small icon="eye" onPress={() => goTo(ENTRANCES.licence, { id: card.id })}>
                    {words.detail}
                  </Button>
                ) : null}
              </>
            ) : null}
          </LicenceCard>
        )
      })}
    </LicenceStack>
  )
}
