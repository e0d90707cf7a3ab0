import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { Button, EmptyState, Page } from '@/ui'
import { licencesCopy } from './copy'

/** Tab 证照. The feature's developer replaces this first state by the wallet. */
export function WalletScreen() {
  const words = useCopy(licencesCopy)
  return (
    <Page title={words.title} tab="wallet">
      <EmptyState icon="wallet-cards" title={words.signInFirst} sentence={words.signInWhy}>
        {hasPage(ENTRANCES.signIn) ? <Button onPress={() => goTo(ENTRANCES.signIn)}>{words.signIn}</Button> : null}
      </EmptyState>
    </Page>
  )
}
