import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useGuideGate } from '@/features/account'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { goTo, replaceWith } from '@/platform/navigate'
import { refreshResources, useResource } from '@/platform/resource'
import { Button, EmptyState, ErrorState, Page, Skeleton } from '@/ui'
import { declarationsPath, declarationsSchema, HEALTH_BASE } from '../../api'
import { declareCopy } from '../../declare-copy'
import { DeclareForm } from '../../components/DeclareForm'
import { HealthGate, type Open } from '../../components/HealthGate'
import { WaitingCard } from '../../components/WaitingCard'
import { useSendWaiting, useWaiting } from '../../waiting'
import '../../health.scss'

/** 健康申报 for oneself or a child; `corrects` in the address: 更正 of an earlier one. */
export default function DeclarePage() {
  const words = useCopy(declareCopy)
  useGuideGate()
  return (
    <Page title={words.title} onReconnect={() => void refreshResources(HEALTH_BASE)}>
      <HealthGate id="declare">{(open) => <Declare key={open.person.personId} {...open} />}</HealthGate>
    </Page>
  )
}

function Declare(open: Open) {
  const words = useCopy(declareCopy)
  const { corrects } = useRouter().params
  const [done, setDone] = useState(false)
  const { waits } = useWaiting(open.person.personId)
  const earlier = useResource(corrects ? declarationsPath(open.person.personId) : null, { schema: declarationsSchema, asSelf: true })
  useSendWaiting()
  if (done)
    return (
      <EmptyState icon="circle-check" title={words.done} sentence={words.doneWhy}>
        <Button id="declared-to-code" onPress={() => replaceWith(ENTRANCES.healthCode)}>
          {words.toCode}
        </Button>
        <Button id="declared-to-list" kind="quiet" onPress={() => goTo(ENTRANCES.healthDeclarations)}>
          {words.toList}
        </Button>
      </EmptyState>
    )
  if (waits) return <WaitingCard />
  const finish = (sent: string) => setDone(sent === 'done')
  if (!corrects) return <DeclareForm {...open} corrects={null} onSent={finish} />
  const found = earlier.data?.items.find(({ id }) => id === corrects)
  if (found) return <DeclareForm {...open} corrects={found} onSent={finish} />
  if (earlier.data) return <EmptyState icon="file-text" title={words.nothingToCorrect} />
  return earlier.error ? <ErrorState error={earlier.error} onRetry={earlier.reload} /> : <Skeleton rows={4} />
}
