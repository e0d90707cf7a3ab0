import { View } from '@tarojs/components'
import type { HealthCheckPage, HealthCheckView } from '@zsb/shared/health-code'
import { useState } from 'react'
import { StaffPage } from '@/features/staff'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useEarlier } from '@/platform/earlier'
import { useHandIn } from '@/platform/hand-in'
import { useResource } from '@/platform/resource'
import { Banner, Button, Card, EmptyState, Fact, Heading, List, ListRow, MoreButton, NotYet, Section, StatusChip } from '@/ui'
import { checkCopy } from '../../check-copy'
import { askCheck, checksPath, checksSchema, fetchEarlier, recolouringsPath, recolouringsSchema } from '../../checks'

/** 夜间核对: what every night's recomputation found, and one more now. */
export default function ChecksPage() {
  const words = useCopy(checkCopy)
  const pick = usePick()
  const list = useResource(checksPath, { schema: checksSchema, everySeconds: 5 })
  const [said, say] = useState('')
  const { working, problem, send } = useHandIn(askCheck, () => {
    say(words.asked)
    void list.reload()
  })
  return (
    <StaffPage title={words.title} area="home" back onReconnect={() => void list.reload()}>
      <View className="l-stack z-narrow">
        <View className="t-note">{words.lead}</View>
        {problem ? (
          <Banner tone="bad" live>
            {pick(problem)}
          </Banner>
        ) : said ? (
          <Banner tone="good" live>
            {said}
          </Banner>
        ) : null}
        <Button id="ask-check" kind="quiet" icon="refresh-cw" small onPress={() => void send('now')} loading={working}>
          {words.now}
        </Button>
        {list.data ? <Checks page={list.data} /> : <NotYet of={list} rows={4} />}
        <Recolourings />
      </View>
    </StaffPage>
  )
}

/** How far everybody whose colour new rules changed has been told; nothing where the rules have not changed. */
function Recolourings() {
  const words = useCopy(checkCopy)
  const { data } = useResource(recolouringsPath, { schema: recolouringsSchema, everySeconds: 5 })
  if (!data || data.items.length === 0) return null
  return (
    <Section id="recolourings" title={words.recolourings}>
      <List>
        {data.items.map(({ id, from, to, state, looked, told }) => (
          <ListRow
            key={id}
            icon="list-checks"
            title={words.recolouring({ from, to })}
            note={words.told({ looked, told })}
            trailing={<StatusChip tone={state === 'done' ? 'good' : 'info'} word={words.tellingStates[state]} />}
          />
        ))}
      </List>
    </Section>
  )
}

function Checks({ page }: { page: HealthCheckPage }) {
  const words = useCopy(checkCopy)
  const { items, earlier } = useEarlier(page, fetchEarlier)
  if (items.length === 0) return <EmptyState icon="list-checks" title={words.empty} sentence={words.emptyWhy} />
  return (
    <>
      {items.map((check, i) => (
        <Check key={check.id} id={`check-${i + 1}`} check={check} />
      ))}
      <MoreButton earlier={earlier} small />
    </>
  )
}

function Check({ id, check: { state, at, people, findings } }: { id: string; check: HealthCheckView }) {
  const words = useCopy(checkCopy)
  const language = useSpokenLanguage()
  const isQuiet = state === 'done' && findings.length === 0
  const kinds = [...new Set(findings.map(({ kind }) => kind))]
  return (
    <Card id={id}>
      <View className="l-row l-between l-wrap">
        <Heading level={2}>{formatWhen(at, { language, now: serverNow() })}</Heading>
        <StatusChip
          tone={isQuiet ? 'good' : findings.length > 0 ? 'bad' : 'info'}
          word={isQuiet ? words.quiet : findings.length > 0 ? words.found(kinds.length) : words.states[state]}
        />
      </View>
      <View className="t-note">{words.people(people)}</View>
      {kinds.map((each) => (
        <View key={each}>
          {findings
            .filter(({ kind }) => kind === each)
            .map(({ reference, count }) => (
              <Fact key={reference} name={words.kinds[each]}>
                {[reference, words.count(count)].filter(Boolean).join(' · ')}
              </Fact>
            ))}
          <View className="t-note">{words.whatNow[each]}</View>
        </View>
      ))}
      {kinds.length > 0 ? <View className="t-note">{words.notMended}</View> : null}
    </Card>
  )
}
