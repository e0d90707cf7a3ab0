import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import type { LedgerEntry, LedgerPage as LedgerPageData } from '@zsb/shared/ledger'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { Button, EmptyState, ErrorState, Page, Skeleton } from '@/ui'
import { fetchEarlier, ledgerPath, ledgerSchema } from '../../api'
import { ComplaintSheet } from '../../components/ComplaintSheet'
import { EntryCard } from '../../components/EntryCard'
import { ledgerCopy } from '../../copy'

export default function LedgerPage() {
  const words = useCopy(ledgerCopy)
  const first = useResource<LedgerPageData>(ledgerPath, { schema: ledgerSchema })
  const [earlier, setEarlier] = useState<LedgerPageData[]>([])
  const [about, setAbout] = useState<LedgerEntry | null>(null)
  const [loading, setLoading] = useState(false)
  usePullDownRefresh(() => void first.reload().then(() => Taro.stopPullDownRefresh()))
  const next = earlier.length > 0 ? earlier[earlier.length - 1]!.next : first.data?.next
  const more = async () => {
    if (!next) return
    setLoading(true)
    try {
      const page = await fetchEarlier(next)
      setEarlier((pages) => [...pages, page])
    } finally {
      setLoading(false)
    }
  }
  const items = [...(first.data?.items ?? []), ...earlier.flatMap((page) => page.items)]
  const sheet = (
    <ComplaintSheet
      entry={about}
      onClose={() => setAbout(null)}
      onSent={() => {
        setAbout(null)
        setEarlier([])
        void first.reload()
      }}
    />
  )
  return (
    <Page title={words.title} over={sheet} onReconnect={() => void first.reload()}>
      {first.data ? (
        items.length > 0 ? (
          <View className="l-stack">
            <View className="t-note">{words.intro}</View>
            {items.map((entry) => (
              <EntryCard key={entry.id} entry={entry} onComplain={() => setAbout(entry)} />
            ))}
            {next ? (
              <Button id="more" kind="quiet" onPress={() => void more()} loading={loading}>
                {words.more}
              </Button>
            ) : null}
            <View className="t-note t-centre">{words.chain}</View>
          </View>
        ) : (
          <EmptyState icon="scroll-text" title={words.empty} sentence={words.emptyWhy} />
        )
      ) : first.error ? (
        <ErrorState error={first.error} onRetry={first.reload} />
      ) : (
        <Skeleton rows={5} />
      )}
    </Page>
  )
}
