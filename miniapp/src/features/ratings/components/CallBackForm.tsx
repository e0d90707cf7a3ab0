import { CallBackFinding } from '@zsb/shared/rating'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { Banner, Button, Card, ChoiceCard, ChoiceGroup, Field, Heading } from '@/ui'
import { answerCallBack, isStale } from '../api'
import { callBacksCopy } from '../call-backs-copy'

/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNWRITTEN = { finding: '', text: '' }
const SHORTEST = 5

/** 回访核实和整改: the finding, and what the person will read. */
export function CallBackForm({ id, onAnswered, onStale }: { id: string; onAnswered: () => void; onStale: (error: ApiError) => void }) {
  const words = useCopy(callBacksCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft(`call-back.${id}`, UNWRITTEN, { memoryOnly: ['finding', 'text'], saved: words.draftKept })
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const finding = CallBackFinding.options.find((each) => each === typed.finding)
  const text = typed.text.trim()
  const send = async () => {
    if (!finding) return
    setProblem('')
    setWorking(true)
    try {
      const body = { finding, text }
      await answerCallBack({ id, body, key: keyFor(body) })
      clear()
      onAnswered()
    } catch (cause) {
      const error = toApiError(cause)
      if (isStale(error)) onStale(error)
      else setProblem(pick(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Card id="call-back-form">
      <Heading level={2}>{words.form}</Heading>
      <ChoiceGroup label={words.finding}>
        {CallBackFinding.options.map((each) => (
          <ChoiceCard key={each} id={`finding-${each}`} title={words.findings[each]} chosen={finding === each} onChoose={() => type('finding')(each)} />
        ))}
      </ChoiceGroup>
      <Field id="call-back-text" lines label={words.text} help={words.textHelp} maxLength={1000} value={typed.text} onChange={type('text')} />
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Button
        id="send-call-back"
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
