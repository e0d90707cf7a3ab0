import { View } from '@tarojs/components'
import type { ErrorReportAnswer, ErrorReportForStaff, LicenceType } from '@zsb/shared/licence'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, ChipChoice, Fact, Field, Heading } from '@/ui'
import { answerReport } from '../api'
import { reportsCopy } from '../copy'

interface Props {
  id: string
  report: ErrorReportForStaff
  /** Fields of the licence types, for the name of the one reported. */
  types: readonly LicenceType[]
  onAnswered: () => void
}

/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNWRITTEN = { text: '' }

/** What a holder says is wrong, and the office's answer. */
export function ReportCard({ id, report, types, onAnswered }: Props) {
  const words = useCopy(reportsCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { typed, type, clear } = useDraft(`report-answer.${report.id}`, UNWRITTEN, { memoryOnly: ['text'], saved: words.draftKept })
  const { text } = typed
  const [outcome, choose] = useState<ErrorReportAnswer['outcome'] | null>(null)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const field = types.flatMap(({ fields }) => fields).find(({ code }) => code === report.field)
  const send = async (given: ErrorReportAnswer['outcome']) => {
    setProblem('')
    setWorking(true)
    try {
      await answerReport({ id: report.id, answer: { outcome: given, text: text.trim() } })
      clear()
      onAnswered()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  const isShort = text.trim().length < 5
  return (
    <Card id={id}>
      <View className="l-stack-tight">
        <Heading level={2}>{pick(report.licenceName)}</Heading>
        <View>
          <Fact name={words.field}>{report.field === null ? words.whole : field ? pick(field) : report.field}</Fact>
          <Fact name={words.said}>{report.text}</Fact>
          <Fact name={words.at}>{formatWhen(report.at, { language, now: serverNow() })}</Fact>
          <Fact name={words.identifier}>
            <View className="z-identifier">{report.identifier}</View>
          </Fact>
        </View>
        <ChipChoice
          id={`outcome-${id}`}
          label={words.outcome}
          value={outcome}
          onChange={choose}
          options={[
            { value: 'corrected', label: words.outcomes.corrected },
            { value: 'asIssued', label: words.outcomes.asIssued },
          ]}
        />
        {outcome ? <View className="t-note">{words.outcomeWhy[outcome]}</View> : null}
        <Field id={`answer-${id}`} label={words.answer} help={words.answerHelp} maxLength={500} value={text} onChange={type('text')} />
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <Button
          id={`send-${id}`}
          small
          loading={working}
          disabled={outcome === null || isShort}
          disabledReason={outcome === null ? words.choose : words.answerShort}
          onPress={() => outcome && void send(outcome)}
        >
          {words.send}
        </Button>
      </View>
    </Card>
  )
}
