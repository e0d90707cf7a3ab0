import { View } from '@tarojs/components'
import type { ColleagueList, DeputyPage, DeputyView } from '@zsb/shared/staff'
import { useState } from 'react'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useEarlier } from '@/platform/earlier'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { Banner, Dialog, EmptyState, List, ListRow, MoreButton, NotYet, Section, StatusChip } from '@/ui'
import { colleaguesPath, colleaguesSchema, deputiesPath, deputiesSchema, endDeputy, fetchEarlierDeputies } from '../../api'
import { DeputyForm } from '../../components/DeputyForm'
import { deputiesCopy } from '../../deputies-copy'
import { StaffPage } from '../../StaffPage'

const TONES = { now: 'good', coming: 'info', over: 'plain' } as const

/** 代理: who stands in for whom at this office; a supervisor names a deputy, and ends it when the colleague is back. */
export default function DeputiesPage() {
  const words = useCopy(deputiesCopy)
  const pick = usePick()
  const [ending, ask] = useState<DeputyView | null>(null)
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [working, setWorking] = useState(false)
  const colleagues = useResource<ColleagueList>(colleaguesPath, { schema: colleaguesSchema })
  const list = useResource<DeputyPage>(deputiesPath, { schema: deputiesSchema })
  const told = (text: string) => {
    say({ tone: 'good', text })
    void refreshResources('/api/v1/staff-deputies')
  }
  const end = async ({ id }: DeputyView) => {
    setWorking(true)
    try {
      await endDeputy(id)
      told(words.ended)
    } catch (cause) {
      say({ tone: 'bad', text: pick(toApiError(cause)) })
      void refreshResources('/api/v1/staff-deputies')
    } finally {
      setWorking(false)
      ask(null)
    }
  }
  return (
    <StaffPage
      title={words.title}
      area="home"
      back
      onReconnect={() => void list.reload()}
      over={
        ending ? (
          <Dialog
            open
            working={working}
            title={words.endAsk({ absent: ending.absent.name, deputy: ending.deputy.name })}
            confirm={words.end}
            refuse={words.keep}
            onConfirm={() => void end(ending)}
            onRefuse={() => ask(null)}
          >
            {words.endWhy}
          </Dialog>
        ) : null
      }
    >
      <View className="l-stack z-staff-home">
        {said ? (
          <Banner tone={said.tone} live>
            {said.text}
          </Banner>
        ) : null}
        {colleagues.data ? <DeputyForm colleagues={colleagues.data} onNamed={() => told(words.named)} /> : <NotYet of={colleagues} rows={3} />}
        <Section title={words.list}>{list.data ? <Deputies page={list.data} onEnd={ask} /> : <NotYet of={list} rows={3} />}</Section>
      </View>
    </StaffPage>
  )
}

function Deputies({ page, onEnd }: { page: DeputyPage; onEnd: (deputy: DeputyView) => void }) {
  const words = useCopy(deputiesCopy)
  const language = useSpokenLanguage()
  const { items, earlier } = useEarlier(page, fetchEarlierDeputies)
  if (items.length === 0) return <EmptyState icon="user-round-check" title={words.empty} sentence={words.emptyWhy} />
  return (
    <>
      <List label={words.list}>
        {items.map((deputy, i) => (
          <ListRow
            key={deputy.id}
            id={`deputy-${i + 1}`}
            title={words.row({ absent: deputy.absent.name, deputy: deputy.deputy.name })}
            note={words.days({ from: formatDay(deputy.from, language), until: formatDay(deputy.until, language) })}
            trailing={<StatusChip tone={TONES[deputy.state]} word={words.states[deputy.state]} />}
            onPress={deputy.state === 'over' ? undefined : () => onEnd(deputy)}
          />
        ))}
      </List>
      <MoreButton earlier={earlier} small />
    </>
  )
}
