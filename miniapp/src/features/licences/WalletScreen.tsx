import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import type { WalletView } from '@zsb/shared/licence'
import { STAFF_CAPACITIES } from '@zsb/shared/principal'
import { useState } from 'react'
import { SubjectChoice, useGuideGate } from '@/features/account'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { useResource, type Resource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { Banner, Button, EmptyState, ErrorState, Page, Skeleton, TextLink } from '@/ui'
import { collectAgain, walletOptions, walletPath } from './api'
import { ChildConsent } from './components/ChildConsent'
import { LibraryBanners } from './components/LibraryBanners'
import { LibraryConsents } from './components/LibraryConsents'
import { WalletCards } from './components/WalletCards'
import { licencesCopy } from './copy'

/** Tab 证照: what the departments have issued to me, or to the child I act for; readable without network, masked. */
export function WalletScreen() {
  const words = useCopy(licencesCopy)
  const who = useSession((session) => session.who)
  useGuideGate()
  const isStaff = who !== null && STAFF_CAPACITIES.includes(who.capacity)
  const isConfirmed = useIsConfirmed()
  const hasWallet = isConfirmed && !isStaff
  const wallet = useResource<WalletView>(hasWallet ? walletPath : null, walletOptions)
  usePullDownRefresh(() => void gatherAnew().finally(() => Taro.stopPullDownRefresh()))
  // Asked too often, or without network, what is there is shown all the same.
  const gatherAnew = async () => {
    if (hasWallet) await collectAgain().catch(() => undefined)
    await wallet.reload()
  }
  return (
    <Page title={words.title} tab="wallet" onReconnect={() => void wallet.reload()}>
      {isStaff ? (
        <EmptyState icon="building-2" title={words.staff} sentence={words.staffWhy}>
          <Button id="wallet-verify" onPress={() => goTo(ENTRANCES.verify)}>
            {words.verify}
          </Button>
        </EmptyState>
      ) : (
        <IdentityGate id="wallet" icon="wallet-cards" signInFirst={words.signInFirst} why={words.why}>
          <View className="l-stack">
            <SubjectChoice />
            <Wallet wallet={wallet} />
          </View>
        </IdentityGate>
      )}
    </Page>
  )
}

function Wallet({ wallet }: { wallet: Resource<WalletView> }) {
  const words = useCopy(licencesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const subject = useSession((session) => session.subject)
  const [problem, setProblem] = useState('')
  const [collecting, setCollecting] = useState(false)
  const when = (at: string | Date) => formatWhen(at, { language, now: serverNow() })
  const collect = async () => {
    setProblem('')
    setCollecting(true)
    try {
      await collectAgain()
      await wallet.reload()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setCollecting(false)
    }
  }
  if (wallet.error?.code === 'SENSITIVE_CONSENT_REQUIRED' && subject) return <ChildConsent name={subject.name} onAgreed={wallet.reload} />
  if (!wallet.data)
    return wallet.error ? <ErrorState error={wallet.error} onRetry={wallet.reload} /> : <Skeleton shape="cards" rows={4} waitingFor={words.collecting} />
  const again = (
    <Button id="collect" kind="quiet" icon="refresh-cw" onPress={() => void collect()} loading={collecting} loadingText={words.refreshing}>
      {words.refresh}
    </Button>
  )
  const consents = <LibraryConsents libraries={wallet.data.libraries} onAgreed={wallet.reload} />
  return (
    <View className="l-stack">
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {wallet.error && wallet.asOf ? <Banner tone="warn">{words.offline(when(wallet.asOf))}</Banner> : <LibraryBanners libraries={wallet.data.libraries} />}
      {wallet.data.items.length > 0 ? (
        <>
          <WalletCards cards={wallet.data.items} />
          <View className="l-row l-between l-wrap">
            <View className="t-note">{words.asOf(when(wallet.data.asOf))}</View>
            {hasPage(ENTRANCES.ledger) ? (
              <TextLink id="wallet-ledger" chevron onPress={() => goTo(ENTRANCES.ledger)}>
                {words.ledger}
              </TextLink>
            ) : null}
          </View>
          {consents}
          {again}
        </>
      ) : (
        <EmptyState icon="wallet-cards" title={subject ? words.childEmpty(subject.name) : words.empty} sentence={words.emptyWhy}>
          {again}
          {consents}
        </EmptyState>
      )}
    </View>
  )
}
