import { View } from '@tarojs/components'
import type { LicenceCardView, WalletView } from '@zsb/shared/licence'
import { chipOf, iconOf, namesOf, walletOptions, walletPath } from '@/features/licences'
import { useCopy, usePick } from '@/platform/copy'
import { goToTab } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { BottomSheet, Button, EmptyState, List, ListRow, NotYet, StatusChip } from '@/ui'
import { presentCopy } from '../copy'

/** The licences of whoever this is shown for, as the wallet has them. */
const useWallet = () => useResource<WalletView>(walletPath, walletOptions)

function Rows({ cards, onChoose }: { cards: readonly LicenceCardView[]; onChoose: (licenceId: string) => void }) {
  const pick = usePick()
  const names = namesOf(cards)
  return (
    <List>
      {cards.map((card, index) => {
        const { tone, icon } = chipOf(card)
        return (
          <ListRow
            key={card.id}
            id={`choose-${names[index]}`}
            icon={iconOf(card)}
            title={pick(card.name)}
            note={card.numberMasked}
            trailing={<StatusChip tone={tone === 'onCard' ? 'good' : tone} icon={icon} word={pick(card.legalWord)} />}
            onPress={() => onChoose(card.id)}
          />
        )
      })}
    </List>
  )
}

/** 出示哪个证照: where the screen was opened without one. */
export function LicenceChoice({ onChoose }: { onChoose: (licenceId: string) => void }) {
  const words = useCopy(presentCopy)
  const wallet = useWallet()
  if (!wallet.data) return <NotYet of={wallet} rows={4} />
  if (wallet.data.items.length === 0)
    return (
      <EmptyState icon="wallet-cards" title={words.noLicence} sentence={words.noLicenceWhy}>
        <Button id="to-wallet" onPress={() => goToTab('wallet')}>
          {words.toWallet}
        </Button>
      </EmptyState>
    )
  return (
    <View className="l-stack">
      <View>{words.chooseLicence}</View>
      <Rows cards={wallet.data.items} onChoose={onChoose} />
    </View>
  )
}

/** 换一个证照: her other licences, in a sheet; the code on the screen ends when one is chosen. */
export function useOtherLicence({ licenceId, onChoose }: { licenceId: string; onChoose: (licenceId: string) => void }) {
  const words = useCopy(presentCopy)
  const wallet = useWallet()
  const others = (wallet.data?.items ?? []).filter(({ id }) => id !== licenceId)
  return {
    any: others.length > 0,
    sheet: (open: boolean, onClose: () => void) => (
      <BottomSheet id="licence-sheet" open={open} title={words.chooseLicence} onClose={onClose}>
        <Rows
          cards={others}
          onChoose={(id) => {
            onClose()
            onChoose(id)
          }}
        />
      </BottomSheet>
    ),
  }
}
