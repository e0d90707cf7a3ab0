import { View } from '@tarojs/components'
import { ObjectionFinding, type ObjectionView } from '@zsb/shared/objection'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy, saidOf } from '@/platform/copy/applications'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { useHotkeys } from '@/platform/hotkeys'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { Banner, Button, Card, ChoiceCard, ChoiceGroup, Fact, Field, Heading } from '@/ui'
import { answerObjection, isSettled } from '../objections-api'
import { objectionsCopy } from '../objections-copy'

interface Props {
  objection: ObjectionView
  onReload: () => Promise<void>
  onAnswered: () => void
  onClose: () => void
}

/** An objection opened: who objects to what and why, and the answer. */
export function ObjectionPane({ objection, onReload, onAnswered, onClose }: Props) {
  const words = useCopy(objectionsCopy)
  const done = useCopy(applicationCopy).done
  const pick = usePick()
  const language = useSpokenLanguage()
  const { desk, state, overdue, dueOn, finding, answer, answeredAt } = objection
  const when = (at: string) => formatWhen(at, { language, now: serverNow() })
  const [quicker, setQuicker] = useState<ApiError | null>(null)
  useHotkeys({ escape: onClose })
  return (
    <View id="objection" className="l-stack">
      <View>
        <Heading level={2} className="t-title">
          {pick(objection.item)}
        </Heading>
        {state === 'open' ? <View className="t-note">{(overdue ? words.overdue : words.due)(formatDay(dueOn, language))}</View> : null}
      </View>
      {quicker ? (
        <Banner tone="warn" live>
          <View id="quicker">{pick(quicker)}</View>
        </Banner>
      ) : null}
      {desk === 'platform' && state === 'open' ? <Banner tone="warn">{overdue ? words.passedOn : words.noSupervisor}</Banner> : null}
      <Card>
        <Fact name={words.who}>{objection.objectorName}</Fact>
        <Fact name={words.phone}>{objection.phone ?? words.noPhone}</Fact>
        <Fact name={words.number}>{objection.number ?? ''}</Fact>
        <Fact name={words.office}>{pick(objection.office)}</Fact>
        <Fact name={words.decision}>{saidOf(done, objection.action)}</Fact>
        <Fact name={words.decidedAt}>{when(objection.decidedAt)}</Fact>
        <Fact name={words.at}>{when(objection.at)}</Fact>
        <View className="t-note">{words.said}</View>
        <View className="z-sunk">{objection.text}</View>
        <View className="t-note">{words.trail}</View>
      </Card>
      {state === 'answered' ? (
        <Card id="objection-answer">
          <Heading level={2}>{words.form}</Heading>
          <Banner tone="good" icon="message-square-text">
            {finding ? <View className="t-strong">{words.findings[finding]}</View> : null}
            <View>{answer}</View>
            {answeredAt ? <View className="t-note">{when(answeredAt)}</View> : null}
          </Banner>
        </Card>
      ) : objection.mayAnswer ? (
        <AnswerForm
          id={objection.id}
          onAnswered={onAnswered}
          onStale={(error) => {
            setQuicker(error)
            void onReload()
          }}
        />
      ) : (
        <Banner tone="info">{words.ownCase}</Banner>
      )}
    </View>
  )
}

/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNWRITTEN = { finding: '', text: '' }
const SHORTEST = 10

function AnswerForm({ id, onAnswered, onStale }: { id: string; onAnswered: () => void; onStale: (error: ApiError) => void }) {
  const words = useCopy(objectionsCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft(`objection-answer.${id}`, UNWRITTEN, { memoryOnly: ['finding', 'text'], saved: words.draftKept })
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const finding = ObjectionFinding.options.find((each) => each === typed.finding)
  const text = typed.text.trim()
  const send = async () => {
    if (!finding) return
    setProblem('')
    setWorking(true)
    try {
      const body = { finding, text }
      await answerObjection({ id, body, key: keyFor(body) })
      clear()
      onAnswered()
    } catch (cause) {
      const error = toApiError(cause)
      if (isSettled(error)) onStale(error)
      else setProblem(pick(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Card id="objection-form">
      <Heading level={2}>{words.form}</Heading>
      <ChoiceGroup label={words.finding}>
        {ObjectionFinding.options.map((each) => (
          <ChoiceCard key={each} id={`finding-${each}`} title={words.findings[each]} chosen={finding === each} onChoose={() => type('finding')(each)} />
        ))}
      </ChoiceGroup>
      <Field id="objection-text" lines label={words.text} help={words.textHelp} maxLength={1000} value={typed.text} onChange={type('text')} />
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Button
        id="send-answer"
        onPress={() => void send()}
        loading={working}
        disabled={!finding || [...text].length < SHORTEST}
        disabledReason={words.textShort}
      >
        {words.answer}
      </Button>
    </Card>
  )
}
