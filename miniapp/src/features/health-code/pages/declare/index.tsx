import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useGuideGate } from '@/features/account'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { useEarlier } from '@/platform/earlier'
import { goTo, replaceWith } from '@/platform/navigate'
import { refreshResources, useResource } from '@/platform/resource'
import { Button, EmptyState, MoreButton, NotYet, Page, Skeleton } from '@/ui'
import { declarationsPath, declarationsSchema, fetchEarlierOf, HEALTH_BASE } from '../../api'
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
  return corrects ? <Correct {...open} id={corrects} onSent={finish} /> : <DeclareForm {...open} corrects={null} onSent={finish} />
}

/** 更正: looks for the one to correct from the newest page on, as far back as the list goes. */
function Correct({ id, onSent, ...open }: Open & { id: string; onSent: (sent: string) => void }) {
  const words = useCopy(declareCopy)
  const { personId } = open.person
  const list = useResource(declarationsPath(personId), { schema: declarationsSchema, asSelf: true })
  const { items, earlier } = useEarlier(list.data, fetchEarlierOf(personId))
  const found = items.find((declaration) => declaration.id === id)
  const looksOn = !found && earlier.hasMore
  useEffect(() => {
    if (looksOn && !earlier.looking && earlier.problem === '') void earlier.more()
  }, [looksOn, earlier])
  if (found) return <DeclareForm {...open} corrects={found} onSent={onSent} />
  if (looksOn) return earlier.problem ? <MoreButton earlier={earlier} /> : <Skeleton rows={4} />
  if (list.data) return <EmptyState icon="file-text" title={words.nothingToCorrect} />
  return <NotYet of={list} rows={4} />
}
