import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { useHotkeys } from '@/platform/hotkeys'
import type { ApiError } from '@/platform/request'
import { Banner, Card, Fact, Heading } from '@/ui'
import { AnswerForm } from './AnswerForm'
import { answerableCopy, type AnswerableWords } from './copy'
import type { AnswerableKind, AnswerableSummary, AnswerableView, FindingOf } from './kind'
import './answerable.scss'

/** What a kind shows of one of its own that is open. */
export interface Opened<V> {
  /** The name of the person in full. */
  who: (view: V) => string
  /** Facts after the office. */
  facts: (view: V) => ReactNode
  /** Beside the heading. */
  chip?: (view: V) => ReactNode
  /** To be known before the answer. */
  note?: (view: V) => ReactNode
}

interface Props<S extends AnswerableSummary, V extends AnswerableView> {
  kind: AnswerableKind<S, V>
  words: AnswerableWords<FindingOf<V>>
  opened: Opened<V>
  view: V
  onReload: () => Promise<void>
  onAnswered: () => void
  onClose: () => void
}

/** One that waits, opened: who said what about which case, and the answer beside it. */
export function AnswerablePane<S extends AnswerableSummary, V extends AnswerableView>({
  kind,
  words,
  opened,
  view,
  onReload,
  onAnswered,
  onClose,
}: Props<S, V>) {
  const own = useCopy(answerableCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { id, desk, state, overdue, mayAnswer } = view
  const day = formatDay(view.dueOn, language)
  const [quicker, setQuicker] = useState<ApiError | null>(null)
  useHotkeys({ escape: onClose })
  return (
    <View id={kind.name} className="l-stack">
      <View>
        <View className="l-row l-between l-wrap">
          <Heading level={2} className="t-title">
            {pick(view.item)}
          </Heading>
          {opened.chip?.(view)}
        </View>
        {state === 'open' ? <View className="t-note">{overdue ? own.overdue(day) : words.due(day)}</View> : null}
      </View>
      {quicker ? (
        <Banner tone="warn" live>
          <View id="quicker">{pick(quicker)}</View>
        </Banner>
      ) : null}
      {opened.note?.(view)}
      {desk === 'platform' && state === 'open' ? <Banner tone="warn">{overdue ? words.passedOn : words.noSupervisor}</Banner> : null}
      <View className="z-answerable">
        <Card>
          <Fact name={words.who}>{opened.who(view)}</Fact>
          <Fact name={own.phone}>{view.phone ?? own.noPhone}</Fact>
          <Fact name={own.number}>{view.number ?? ''}</Fact>
          <Fact name={own.office}>{pick(view.office)}</Fact>
          {opened.facts(view)}
          <View className="t-note">{own.said}</View>
          <View className="z-said">{view.text || own.saidNone}</View>
          <View className="t-note">{own.trail}</View>
        </Card>
        {state === 'answered' ? (
          <Answered id={`${kind.name}-answer`} words={words} view={view} />
        ) : mayAnswer ? (
          <AnswerForm
            id={id}
            kind={kind}
            words={words}
            onAnswered={onAnswered}
            onSettled={(error) => {
              setQuicker(error)
              void onReload()
            }}
          />
        ) : (
          <Banner tone="info">{words.ownCase}</Banner>
        )}
      </View>
    </View>
  )
}

interface AnsweredProps<V extends AnswerableView> {
  id: string
  words: AnswerableWords<FindingOf<V>>
  view: V
}

function Answered<V extends AnswerableView>({ id, words, view }: AnsweredProps<V>) {
  const language = useSpokenLanguage()
  const { answer, answeredAt } = view
  const finding: V['finding'] = view.finding
  return (
    <Card id={id}>
      <Heading level={2}>{words.form}</Heading>
      <Banner tone="good" icon="message-square-text">
        {finding ? <View className="t-strong">{words.findings[finding]}</View> : null}
        <View>{answer}</View>
        {answeredAt ? <View className="t-note">{formatWhen(answeredAt, { language, now: serverNow() })}</View> : null}
      </Banner>
    </Card>
  )
}
