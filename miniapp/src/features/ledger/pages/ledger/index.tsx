import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import type { LedgerEntry, LedgerPage as LedgerPageData } from '@zsb/shared/ledger'
import { useState } from 'react'
import { SubjectChoice } from '@/features/account'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useEarlier } from '@/platform/earlier'
import { useLive } from '@/platform/live'
import { useResource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { Banner, EmptyState, MoreButton, NotYet, Page } from '@/ui'
import { entryPath, entrySchema, fetchEarlier, ledgerPath, ledgerSchema } from '../../api'
import { ComplaintSheet } from '../../components/ComplaintSheet'
import { EntryCard } from '../../components/EntryCard'
import { ledgerCopy } from '../../copy'

export default function LedgerPage() {
  const words = useCopy(ledgerCopy)
  const language = useSpokenLanguage()
  const first = useResource<LedgerPageData>(ledgerPath, { schema: ledgerSchema, keepAs: 'ledger' })
  const { items: all, earlier, forget } = useEarlier(first.data, fetchEarlier)
  const [about, setAbout] = useState<LedgerEntry | null>(null)
  const [sent, setSent] = useState(false)
  const subject = useSession((session) => session.subject)
  // What a message was about stands first, however far down it is; where it is not to be had the record stands as it is.
  const { entry: meantId } = useRouter().params
  const one = useResource<LedgerEntry>(meantId ? entryPath(meantId) : null, { schema: entrySchema })
  const meant = one.data ?? all.find(({ id }) => id === meantId)
  const items = meant ? [meant, ...all.filter(({ id }) => id !== meant.id)] : all
  const reload = () => Promise.all([first.reload(), meantId ? one.reload() : undefined])
  // Whoever looks on while something of hers is used sees it come in.
  useLive('notice.added', () => void first.reload())
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
  const sheet = (
    <ComplaintSheet
      entry={about}
      answerDays={first.data?.answerDays}
      onClose={() => setAbout(null)}
      onSent={() => {
        setAbout(null)
        setSent(true)
        forget()
        void reload()
      }}
    />
  )
  return (
    <Page title={words.title} over={sheet} onReconnect={() => void reload()}>
      <SubjectChoice />
      {first.error && first.data && first.asOf ? <Banner tone="warn">{words.offline(formatWhen(first.asOf, { language, now: serverNow() }))}</Banner> : null}
      {sent ? (
        <Banner tone="good" live>
          {words.sentDone}
        </Banner>
      ) : null}
      {first.data ? (
        items.length > 0 ? (
          <View className="l-stack">
            <View className="t-note">{subject ? words.introOf(subject.name) : words.intro}</View>
            {items.map((entry) => (
              <EntryCard
                key={entry.id}
                entry={entry}
                onComplain={() => {
                  setSent(false)
                  setAbout(entry)
                }}
              />
            ))}
            <MoreButton earlier={earlier} />
            <View className="t-note t-centre">{words.chain}</View>
          </View>
        ) : (
          <EmptyState icon="scroll-text" title={subject ? words.emptyOf(subject.name) : words.empty} sentence={words.emptyWhy} />
        )
      ) : (
        <NotYet of={first} rows={5} />
      )}
    </Page>
  )
}
