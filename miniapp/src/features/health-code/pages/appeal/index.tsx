import { View } from '@tarojs/components'
import type { OwnAppeals } from '@zsb/shared/health-code'
import { useState } from 'react'
import { useGuideGate } from '@/features/account'
import { useCopy } from '@/platform/copy'
import { callHelpLine } from '@/platform/phone'
import { refreshResources, useResource } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { Banner, EmptyState, List, ListRow, NotYet, Page } from '@/ui'
import { HEALTH_BASE } from '../../api'
import { appealCopy } from '../../appeal-copy'
import { appealsPath, appealsSchema } from '../../appeals'
import { AppealCard } from '../../components/AppealCard'
import { AppealForm } from '../../components/AppealForm'
import { HealthGate } from '../../components/HealthGate'
import '../../health.scss'

/** 申诉 against a yellow or red code of oneself or a child: the form, and what became of it with the time it is answered by. */
export default function AppealPage() {
  const words = useCopy(appealCopy)
  useGuideGate()
  return (
    <Page title={words.title} onReconnect={() => void refreshResources(HEALTH_BASE)}>
      <HealthGate id="appeal">{({ person: { personId } }) => <Appeals key={personId} personId={personId} />}</HealthGate>
    </Page>
  )
}

function Appeals({ personId }: { personId: string }) {
  const found = useResource<OwnAppeals>(appealsPath(personId), { schema: appealsSchema, asSelf: true, everySeconds: 60 })
  if (found.data) return <Known personId={personId} appeals={found.data} onReload={found.reload} />
  return <NotYet of={found} rows={4} />
}

interface Props {
  personId: string
  appeals: OwnAppeals
  onReload: () => Promise<void>
}

function Known({ personId, appeals: { answerWithinHours, mayAppeal, items }, onReload }: Props) {
  const words = useCopy(appealCopy)
  const [said, say] = useState('')
  const changed = (what: string) => {
    say(what)
    scrollToTop()
    void onReload()
  }
  return (
    <View className="l-stack">
      {said ? (
        <Banner tone="good" live>
          {said}
        </Banner>
      ) : null}
      {mayAppeal ? (
        <AppealForm personId={personId} hours={answerWithinHours} onSent={() => changed(words.sent)} onStale={() => void onReload()} />
      ) : items.length === 0 ? (
        <EmptyState icon="flag" title={words.none} sentence={words.noneWhy} />
      ) : null}
      {items.map((appeal) => (
        <AppealCard key={appeal.id} appeal={appeal} onWithdrawn={() => changed(words.withdrawn)} onStale={() => void onReload()} />
      ))}
      <Banner tone="info" icon="file-text">
        {words.remedies}
      </Banner>
      <List>
        <ListRow icon="phone" title={words.help} onPress={callHelpLine} />
      </List>
    </View>
  )
}
