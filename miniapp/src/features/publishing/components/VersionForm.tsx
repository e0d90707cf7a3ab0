import { View } from '@tarojs/components'
import type { ContentKind, ContentReport, PublicationView } from '@zsb/shared/content'
import { isCalendarDate } from '@zsb/shared/time'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useKeyFor } from '@/platform/key-for'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, DraftNote, Field, Heading } from '@/ui'
import { checkContent, handIn } from '../api'
import { publishingCopy } from '../copy'
import { readiness, type Draft } from '../publishing.flow'
import { FileChoice } from './FileChoice'
import { Differences, Problems } from './ReportView'
import { RuleTrialCard } from './RuleTrialCard'

const EMPTY = { text: '', day: '', reason: '' }
/** Long, and worth nothing on another day: kept while the app runs. */
const UNSTORED = ['text', 'day', 'reason'] as const

interface Props {
  kind: ContentKind
  /** Null: a code that is not there yet. */
  code: string | null
  /** What the editor begins with. */
  begin: string
  onSent: (publication: PublicationView) => void
}

/** A new version: its text, the report on it, its day and why; sent to a second person once nothing is wrong. */
export function VersionForm({ kind, code, begin, onSent }: Props) {
  const words = useCopy(publishingCopy)
  const pick = usePick()
  const { typed, type, clear, wasKept } = useDraft(`content.${kind}.${code ?? 'new'}`, EMPTY, { memoryOnly: UNSTORED, saved: words.draftKept })
  const text = typed.text === '' ? begin : typed.text
  const [checked, setChecked] = useState<(Draft & { report: ContentReport }) | null>(null)
  const [working, setWorking] = useState<'check' | 'send' | null>(null)
  const [problem, setProblem] = useState('')
  const [wrong, setWrong] = useState<{ text?: string; day?: string; reason?: string }>({})
  const keyFor = useKeyFor()
  const day = typed.day.trim()
  const draft: Draft = { text, effectiveFrom: day === '' ? null : day }
  const ready = readiness(draft, checked)
  const wrongDay = day !== '' && !isCalendarDate(day) ? { day: words.dayWrong } : {}

  async function during(what: 'check' | 'send', work: () => Promise<void>) {
    setProblem('')
    setWorking(what)
    try {
      await work()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(null)
    }
  }
  const check = () => {
    const found = { ...(text.trim() === '' && { text: words.textWrong }), ...wrongDay }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    void during('check', async () => setChecked({ ...draft, report: await checkContent({ kind, ...draft }) }))
  }
  const send = () => {
    const found = { ...wrongDay, ...(typed.reason.trim().length < 5 && { reason: words.reasonWrong }) }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    const body = { kind, ...draft, reason: typed.reason.trim() }
    void during('send', async () => {
      const publication = await handIn({ body, key: keyFor(body) })
      clear()
      onSent(publication)
    })
  }
  const notReady = { unchecked: words.checkFirst, changed: words.changedSince, wrong: words.checkFirst, ready: undefined }[ready]
  return (
    <View className="l-stack">
      <Card>
        <View className="l-stack">
          <Heading level={2} className="t-title">
            {words.formTitle({ kind: words.kinds[kind], code })}
          </Heading>
          {wasKept ? <DraftNote onClear={clear} /> : null}
          <FileChoice onRead={type('text')} onUnreadable={() => setWrong({ text: words.fileWrong })} />
          <View className="z-file-text">
            <Field
              id="content-text"
              label={words.text}
              help={code === null ? words.textHelpNew : words.textHelp}
              lines
              maxLength={80_000}
              value={text}
              onChange={type('text')}
              error={wrong.text}
            />
          </View>
          <Field id="content-day" label={words.day} help={words.dayHelp} optional maxLength={10} value={typed.day} onChange={type('day')} error={wrong.day} />
          <Button id="check-content" kind="quiet" icon="list-checks" onPress={check} loading={working === 'check'}>
            {words.check}
          </Button>
          {checked ? <Problems report={checked.report} /> : null}
          {checked && checked.report.problems.length === 0 ? <Differences report={checked.report} /> : null}
        </View>
      </Card>
      {kind === 'healthRule' && ready === 'ready' ? <RuleTrialCard text={text} /> : null}
      <Card>
        <View className="l-stack">
          <Field
            id="content-reason"
            label={words.reason}
            help={words.reasonHelp}
            lines
            maxLength={500}
            value={typed.reason}
            onChange={type('reason')}
            error={wrong.reason}
          />
          {problem ? (
            <Banner tone="bad" live>
              {problem}
            </Banner>
          ) : null}
          <Button id="send-content" onPress={send} loading={working === 'send'} disabled={ready !== 'ready'} disabledReason={notReady}>
            {words.send}
          </Button>
        </View>
      </Card>
    </View>
  )
}
