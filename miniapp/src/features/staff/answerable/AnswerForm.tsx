import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { Banner, Button, Card, ChoiceCard, ChoiceGroup, Field, Heading } from '@/ui'
import { answerableCopy, type AnswerableWords } from './copy'
import { sendAnswer, type AnswerableKind, type AnswerableSummary, type AnswerableView, type FindingOf } from './kind'

/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNWRITTEN = { finding: '', text: '' }

interface Props<S extends AnswerableSummary, V extends AnswerableView> {
  id: string
  kind: AnswerableKind<S, V>
  words: AnswerableWords<FindingOf<V>>
  onAnswered: () => void
  /** It cannot be answered any more, or not by him: what it is now has to be asked for. */
  onSettled: (error: ApiError) => void
}

/** The finding, and what the person will read. */
export function AnswerForm<S extends AnswerableSummary, V extends AnswerableView>({ id, kind, words, onAnswered, onSettled }: Props<S, V>) {
  const own = useCopy(answerableCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft(`${kind.name}-answer.${id}`, UNWRITTEN, { memoryOnly: ['finding', 'text'], saved: own.draftKept })
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const finding = kind.findings.find((each) => each === typed.finding)
  const text = typed.text.trim()
  const send = async () => {
    if (!finding) return
    setProblem('')
    setWorking(true)
    try {
      const body = { finding, text }
      await sendAnswer(kind, { id, body, key: keyFor(body) })
      clear()
      onAnswered()
    } catch (cause) {
      const error = toApiError(cause)
      if (kind.settled.includes(error.code)) onSettled(error)
      else setProblem(pick(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Card id={`${kind.name}-form`}>
      <Heading level={2}>{words.form}</Heading>
      <ChoiceGroup label={words.finding}>
        {kind.findings.map((each) => (
          <ChoiceCard key={each} id={`finding-${each}`} title={words.findings[each]} chosen={finding === each} onChoose={() => type('finding')(each)} />
        ))}
      </ChoiceGroup>
      <Field id={`${kind.name}-text`} lines label={words.text} help={words.textHelp} maxLength={1000} value={typed.text} onChange={type('text')} />
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Button
        id={kind.sendId}
        onPress={() => void send()}
        loading={working}
        disabled={!finding || [...text].length < kind.shortest}
        disabledReason={words.textShort}
      >
        {words.answer}
      </Button>
    </Card>
  )
}
