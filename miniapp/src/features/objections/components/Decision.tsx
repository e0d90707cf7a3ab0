import { View } from '@tarojs/components'
import type { CaseObjections, OwnObjection, RaiseObjection } from '@zsb/shared/objection'
import { ENTRANCES } from '@/entrances'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy, saidOf } from '@/platform/copy/applications'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { goTo } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Field, Heading } from '@/ui'
import { isDecidedMeanwhile, raiseObjection } from '../api'
import { objectionCopy } from '../copy'

const EMPTY = { text: '' }
const SHORTEST = 10

interface Props {
  applicationId: string
  decision: CaseObjections['decisions'][number]
  onSent: () => void
  onStale: () => void
}

/** A decision that went against her: the form to object to it, or the objection and its answer. */
export function Decision({ applicationId, decision, onSent, onStale }: Props) {
  const words = useCopy(objectionCopy)
  const done = useCopy(applicationCopy).done
  const language = useSpokenLanguage()
  const { no, action, at, until, mayObject, objection } = decision
  return (
    <Card id={`decision-${no}`}>
      <View>
        <Heading level={2}>{saidOf(done, action)}</Heading>
        <View className="t-note t-num">{words.decidedOn(formatWhen(at, { language, now: serverNow() }))}</View>
        {objection ? null : <View className="t-note">{(mayObject ? words.until : words.closed)(formatDay(until, language))}</View>}
      </View>
      {objection ? (
        <Raised objection={objection} applicationId={applicationId} />
      ) : mayObject ? (
        <ObjectionForm applicationId={applicationId} no={no} onSent={onSent} onStale={onStale} />
      ) : null}
    </Card>
  )
}

function ObjectionForm({ applicationId, no, onSent, onStale }: Pick<Props, 'applicationId' | 'onSent' | 'onStale'> & { no: number }) {
  const words = useCopy(objectionCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft(`objection.${applicationId}.${no}`, EMPTY, { memoryOnly: ['text'], saved: words.draftKept })
  const raise = async (body: RaiseObjection, key: string) => {
    try {
      await raiseObjection({ id: applicationId, body, key })
    } catch (cause) {
      if (isDecidedMeanwhile(toApiError(cause))) onStale()
      throw cause
    }
  }
  const { judged, working, problem, send } = useHandIn(raise, () => {
    clear()
    onSent()
  })
  const text = typed.text.trim()
  const isShort = [...text].length < SHORTEST
  return (
    <>
      <Field
        id={`objection-${no}`}
        lines
        label={words.why}
        help={words.whyHelp}
        maxLength={1000}
        value={typed.text}
        onChange={type('text')}
        error={judged && isShort ? words.tooShort : undefined}
      />
      {problem ? (
        <Banner tone="bad" live>
          {pick(problem)}
        </Banner>
      ) : null}
      <Button id={`send-objection-${no}`} onPress={() => void send(isShort ? null : { no, text })} loading={working}>
        {words.send}
      </Button>
    </>
  )
}

function Raised({ objection, applicationId }: { objection: OwnObjection; applicationId: string }) {
  const words = useCopy(objectionCopy)
  const language = useSpokenLanguage()
  const { text, at, state, dueOn, overdue, finding, answer, answeredAt } = objection
  const when = (instant: string) => formatWhen(instant, { language, now: serverNow() })
  return (
    <>
      <View className="t-note">{words.yours}</View>
      <View className="z-said">{text}</View>
      <View className="t-note">{words.sentAt(when(at))}</View>
      {state === 'open' ? (
        <Banner tone={overdue ? 'warn' : 'info'} icon="clock">
          {overdue ? words.overdue : words.due(formatDay(dueOn, language))}
        </Banner>
      ) : (
        <Banner tone={finding === 'corrected' ? 'good' : 'info'} icon="message-square-text">
          <View className="t-strong">{finding ? words.findings[finding] : words.answer}</View>
          <View>{answer}</View>
          {answeredAt ? <View className="t-note">{when(answeredAt)}</View> : null}
        </Banner>
      )}
      {finding === 'corrected' ? (
        <>
          <View>{words.whatNext}</View>
          <Button id="see-progress" kind="quiet" onPress={() => goTo(ENTRANCES.application, { id: applicationId })}>
            {words.seeProgress}
          </Button>
        </>
      ) : null}
    </>
  )
}
