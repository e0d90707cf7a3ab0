import { View } from '@tarojs/components'
import type { OwnAppeal } from '@zsb/shared/health-code'
import { useState } from 'react'
import { KeptFiles } from '@/features/applications'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useHandIn } from '@/platform/hand-in'
import { Banner, Button, Card, Dialog, Heading, StatusChip, useSecondsLeft, type Tone } from '@/ui'
import { appealCopy } from '../appeal-copy'
import { withdrawAppeal } from '../appeals'

const TONES: Record<OwnAppeal['state'], Tone> = { open: 'info', answered: 'good', withdrawn: 'plain' }

/** One appeal: what she wrote, by when it is answered, and the answer. */
export function AppealCard({ appeal, onWithdrawn, onStale }: { appeal: OwnAppeal; onWithdrawn: () => void; onStale: () => void }) {
  const words = useCopy(appealCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [asking, ask] = useState(false)
  const { id, number, text, files, at, state, finding, answer, answeredAt } = appeal
  const { working, problem, send } = useHandIn(withdrawAppeal, onWithdrawn)
  const when = (instant: string) => formatWhen(instant, { language, now: serverNow() })
  return (
    <Card id={`appeal-${id}`}>
      <View className="l-row l-between l-wrap">
        <Heading level={2}>{words.number(number)}</Heading>
        <StatusChip tone={TONES[state]} word={words.states[state]} />
      </View>
      <View className="t-note">{words.sentAt(when(at))}</View>
      <View className="z-said">{text}</View>
      {files.length > 0 ? <KeptFiles id={`appeal-${id}-files`} uploads={files} /> : null}
      {state === 'open' ? <Clock appeal={appeal} /> : null}
      {answer === null ? null : (
        <Banner tone={finding === 'changed' ? 'good' : 'info'} icon="message-square-text">
          <View className="t-strong">{finding ? words.findings[finding] : words.answer}</View>
          <View>{answer}</View>
          {answeredAt ? <View className="t-note">{words.answeredAt(when(answeredAt))}</View> : null}
        </Banner>
      )}
      {problem ? (
        <Banner tone="bad" live>
          {pick(problem)}
        </Banner>
      ) : null}
      {state === 'open' ? (
        <Button id={`withdraw-${id}`} kind="plain" small loading={working} onPress={() => (problem ? onStale() : ask(true))}>
          {words.withdraw}
        </Button>
      ) : null}
      <Dialog
        open={asking}
        title={words.withdrawAsk}
        confirm={words.withdraw}
        refuse={words.keep}
        onConfirm={() => {
          ask(false)
          void send(id)
        }}
        onRefuse={() => ask(false)}
      >
        {words.withdrawWhy}
      </Dialog>
    </Card>
  )
}

/** By when it is answered, and how long that is. */
function Clock({ appeal: { dueAt } }: { appeal: OwnAppeal }) {
  const words = useCopy(appealCopy)
  const language = useSpokenLanguage()
  const left = useSecondsLeft(new Date(dueAt)) ?? 0
  const minutes = Math.ceil(left / 60)
  return (
    <View id="appeal-clock">
      <Banner tone={left === 0 ? 'warn' : 'info'} icon="clock">
        {left === 0 ? (
          words.overdue
        ) : (
          <>
            <View className="t-strong t-num">{words.left({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })}</View>
            <View>{words.due(formatWhen(dueAt, { language, now: serverNow() }))}</View>
          </>
        )}
      </Banner>
    </View>
  )
}
