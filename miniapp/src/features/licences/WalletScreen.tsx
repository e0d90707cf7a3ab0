import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import type { LicenceCardView, WalletView } from '@zsb/shared/licence'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { Banner, Button, EmptyState, ErrorState, LicenceCard, LicenceStack, Page, Skeleton } from '@/ui'
import { refreshWallet, walletPath, walletSchema } from './api'
import { familyOf, toneOf } from './card-look'
import { licencesCopy } from './copy'

/** Tab 证照: cards of every library; the last known list is readable without network, masked, with its time. */
export function WalletScreen() {
  const words = useCopy(licencesCopy)
  const who = useSession((session) => session.who)
  const wallet = useResource<WalletView>(who ? walletPath : null, { schema: walletSchema, keepAs: 'wallet' })
  const refresh = async () => {
    await refreshWallet().catch(() => undefined)
    await wallet.reload()
  }
  usePullDownRefresh(() => void refresh().then(() => Taro.stopPullDownRefresh()))
  return (
    <Page title={words.title} tab="wallet" onReconnect={() => void wallet.reload()}>
      {!who ? (
        <EmptyState icon="wallet-cards" title={words.signInFirst} sentence={words.signInWhy}>
          {hasPage(ENTRANCES.signIn) ? <Button onPress={() => goTo(ENTRANCES.signIn)}>{words.signIn}</Button> : null}
        </EmptyState>
      ) : wallet.data ? (
        <Wallet wallet={wallet.data} asOf={wallet.asOf} realNamed={who.level !== 'none'} onRefresh={refresh} />
      ) : wallet.error ? (
        <ErrorState error={wallet.error} onRetry={wallet.reload} />
      ) : (
        <Skeleton shape="cards" />
      )}
    </Page>
  )
}

function Wallet({ wallet, asOf, realNamed, onRefresh }: { wallet: WalletView; asOf: Date | undefined; realNamed: boolean; onRefresh: () => Promise<void> }) {
  const words = useCopy(licencesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [open, setOpen] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const again = async () => {
    setWorking(true)
    await onRefresh()
    setWorking(false)
  }
  if (wallet.items.length === 0) {
    return realNamed ? (
      <EmptyState icon="wallet-cards" title={words.empty} sentence={words.emptyWhy}>
        <Button kind="quiet" icon="refresh-cw" loading={working} onPress={() => void again()}>
          {words.refresh}
        </Button>
      </EmptyState>
    ) : (
      <EmptyState icon="user-round-check" title={words.realNameFirst} sentence={words.realNameWhy}>
        <Button onPress={() => goTo(ENTRANCES.realName)}>{words.realName}</Button>
      </EmptyState>
    )
  }
  const shown = open ?? wallet.items[0]!.id
  return (
    <View className="l-stack">
      {wallet.libraries
        .filter((library) => library.state === 'unavailable')
        .map((library) => (
          <Banner key={library.code} tone="warn">
            {words.unavailable(pick(library))}
          </Banner>
        ))}
      <LicenceStack>
        {wallet.items.map((card) => (
          <WalletCard key={card.id} card={card} open={card.id === shown} onOpen={() => setOpen(card.id)} />
        ))}
      </LicenceStack>
      <View className="t-note t-centre">{words.asOf(formatWhen(asOf ?? wallet.asOf, { language, now: serverNow() }))}</View>
      <Button id="refresh-wallet" kind="plain" icon="refresh-cw" loading={working} onPress={() => void again()}>
        {words.refresh}
      </Button>
    </View>
  )
}

function WalletCard({ card, open, onOpen }: { card: LicenceCardView; open: boolean; onOpen: () => void }) {
  const words = useCopy(licencesCopy)
  const pick = usePick()
  const word = card.expiresSoon && card.daysLeft !== null ? words.daysLeft(card.daysLeft) : pick(card.legalWord)
  return (
    <LicenceCard id={`card-${card.type}`} name={pick(card.name)} line={card.numberMasked} family={familyOf(card)} status={{ tone: toneOf(card), word }} onOpen={onOpen} expanded={open}>
      {open ? (
        <View className="l-pair">
          <Button id={`show-${card.type}`} kind="light" small icon="qr-code" onPress={() => goTo(ENTRANCES.present, { licenceId: card.id })}>
            {words.show}
          </Button>
          {hasPage(ENTRANCES.licence) ? (
            <Button id={`details-${card.type}`} kind="light" small icon="file-text" onPress={() => goTo(ENTRANCES.licence, { licenceId: card.id })}>
              {words.details}
            </Button>
          ) : null}
        </View>
      ) : null}
    </LicenceCard>
  )
}
