import { View } from '@tarojs/components'
import type { DeclarationView } from '@zsb/shared/health-code'
import { useGuideGate } from '@/features/account'
import { ENTRANCES } from '@/entrances'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatIfDay, formatWhen } from '@/platform/copy/dates'
import { useEarlier } from '@/platform/earlier'
import { goTo } from '@/platform/navigate'
import { refreshResources, useResource } from '@/platform/resource'
import { Button, Card, EmptyState, Fact, Heading, MoreButton, NotYet, Page, StatusChip } from '@/ui'
import { declarationsPath, declarationsSchema, fetchEarlierOf, HEALTH_BASE } from '../../api'
import { declareCopy } from '../../declare-copy'
import { HealthGate } from '../../components/HealthGate'
import { WaitingCard } from '../../components/WaitingCard'
import { useSendWaiting, useWaiting } from '../../waiting'
import '../../health.scss'

/** 我的申报: what was said, when it is erased, and 更正 of every one that counts: stays of all of them make the colour. */
export default function DeclarationsPage() {
  const words = useCopy(declareCopy)
  useGuideGate()
  return (
    <Page title={words.list} onReconnect={() => void refreshResources(HEALTH_BASE)}>
      <HealthGate id="declarations">{({ person: { personId } }) => <Declarations key={personId} personId={personId} />}</HealthGate>
    </Page>
  )
}

function Declarations({ personId }: { personId: string }) {
  const words = useCopy(declareCopy)
  const list = useResource(declarationsPath(personId), { schema: declarationsSchema, asSelf: true })
  const { items, earlier } = useEarlier(list.data, fetchEarlierOf(personId))
  const { waits } = useWaiting(personId)
  useSendWaiting()
  const shown = list.data ? (
    <>
      {items.length === 0 && !waits ? (
        <EmptyState icon="file-text" title={words.empty} sentence={words.emptyWhy}>
          <Button id="declare-first" onPress={() => goTo(ENTRANCES.healthDeclare)}>
            {words.title}
          </Button>
        </EmptyState>
      ) : null}
      {items.map((declaration) => (
        <Declaration key={declaration.id} declaration={declaration} />
      ))}
      <MoreButton earlier={earlier} />
    </>
  ) : (
    <NotYet of={list} rows={4} />
  )
  return (
    <View className="l-stack">
      {waits ? <WaitingCard /> : null}
      {shown}
    </View>
  )
}

function Declaration({ declaration: { id, at, filledAt, lines, state, erasedOn } }: { declaration: DeclarationView }) {
  const words = useCopy(declareCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const when = (instant: string) => formatWhen(instant, { language, now: serverNow() })
  return (
    <Card id={`declaration-${id}`}>
      <View className="l-row l-between l-wrap">
        <Heading level={2}>{words.at(when(at))}</Heading>
        <StatusChip tone={state === 'counts' ? 'good' : 'plain'} word={words.states[state]} />
      </View>
      <View className="t-note">{words.filledAt(when(filledAt))}</View>
      <View>
        {lines.map(({ code, label, text }) => (
          <Fact key={code} name={pick(label)}>
            {formatIfDay(pick(text), language)}
          </Fact>
        ))}
      </View>
      <View className="t-note">{words.erased(formatDay(erasedOn, language))}</View>
      {state === 'counts' ? (
        <Button id={`correct-${id}`} kind="quiet" small onPress={() => goTo(ENTRANCES.healthDeclare, { corrects: id })}>
          {words.correct}
        </Button>
      ) : null}
    </Card>
  )
}
