import { View } from '@tarojs/components'
import { useCopy, usePick } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { Banner, ChoiceCard, ChoiceGroup, NotYet } from '@/ui'
import { choiceAfter } from '../apply.flow'
import { applyCopy } from '../copy'
import { RenewalNote } from './RenewalNote'
import { useWalletOf, type CardToChoose } from '../wallet-of'

interface Props {
  id: string
  label: string
  /** Kind of licence that is asked for. */
  type: string
  required: boolean
  /** It is the one that is to run on 延续. */
  renews?: boolean
  value: string
  onChange: (id: string) => void
  onLeave: () => void
}

/** A licence of the applicant's wallet, by its card. */
export function LicenceField({ id, label, type, required, renews = false, value, onChange, onLeave }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const { path, options, isOwn } = useWalletOf()
  const wallet = useResource<{ items: CardToChoose[] }>(path, options)
  if (!wallet.data) return <NotYet of={wallet} rows={1} />
  const cards = wallet.data.items.filter((card) => card.type === type)
  if (cards.length === 0) return <Banner tone="info">{isOwn ? words.noLicence : words.noLicenceOfHis}</Banner>
  const chosen = cards.find((card) => card.id === value)
  return (
    <View className="l-stack-tight">
      <ChoiceGroup label={label}>
        {cards.map((card, i) => (
          <ChoiceCard
            key={card.id}
            id={`${id}-card-${i + 1}`}
            icon="id-card"
            title={pick(card.name)}
            why={`${card.numberMasked} · ${pick(card.legalWord)}`}
            chosen={value === card.id}
            onChoose={() => {
              onChange(choiceAfter({ pressed: card.id, value, required }))
              onLeave()
            }}
          />
        ))}
      </ChoiceGroup>
      {renews && chosen ? <RenewalNote licenceEndsOn={chosen.validToDay} /> : null}
    </View>
  )
}
