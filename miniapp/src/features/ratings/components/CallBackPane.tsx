import { View } from '@tarojs/components'
import { isBadRating, type CallBackView } from '@zsb/shared/rating'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { useHotkeys } from '@/platform/hotkeys'
import type { ApiError } from '@/platform/request'
import { Banner, Card, Fact, Heading, StatusChip } from '@/ui'
import { callBacksCopy } from '../call-backs-copy'
import { toneOfLevel } from '../rate.flow'
import { CallBackForm } from './CallBackForm'

interface Props {
  callBack: CallBackView
  onReload: () => Promise<void>
  onAnswered: () => void
  onClose: () => void
}

/** A bad rating opened: who said what about which step, and the record of the call. */
export function CallBackPane({ callBack, onReload, onAnswered, onClose }: Props) {
  const words = useCopy(callBacksCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { level, desk, state, overdue, dueOn } = callBack
  const when = (at: string) => formatWhen(at, { language, now: serverNow() })
  const [quicker, setQuicker] = useState<ApiError | null>(null)
  useHotkeys({ escape: onClose })
  return (
    <View id="call-back" className="l-stack">
      <View>
        <View className="l-row l-between l-wrap">
          <Heading level={2} className="t-title">
            {pick(callBack.item)}
          </Heading>
          <StatusChip tone={toneOfLevel(level)} icon="message-square-text" word={pick(callBack.levelWords)} />
        </View>
        {state === 'open' ? <View className="t-note">{(overdue ? words.overdue : words.due)(formatDay(dueOn, language))}</View> : null}
      </View>
      {quicker ? (
        <Banner tone="warn" live>
          <View id="quicker">{pick(quicker)}</View>
        </Banner>
      ) : null}
      {isBadRating(level) ? null : <Banner tone="info">{words.nowBetter}</Banner>}
      {desk === 'platform' && state === 'open' ? <Banner tone="warn">{overdue ? words.passedOn : words.noSupervisor}</Banner> : null}
      <View className="z-call-back">
        <Card>
          <Fact name={words.who}>{callBack.raterName}</Fact>
          <Fact name={words.phone}>{callBack.phone ?? words.noPhone}</Fact>
          <Fact name={words.number}>{callBack.number ?? ''}</Fact>
          <Fact name={words.office}>{pick(callBack.office)}</Fact>
          <Fact name={words.stage}>{pick(callBack.stage)}</Fact>
          <Fact name={words.at}>{when(callBack.at)}</Fact>
          {callBack.changedAt ? <Fact name={words.changedAt}>{when(callBack.changedAt)}</Fact> : null}
          <Fact name={words.reasons}>{callBack.options.map(pick).join(language === 'zh' ? '、' : ', ') || words.none}</Fact>
          <View className="t-note">{words.said}</View>
          <View className="z-said">{callBack.text || words.saidNone}</View>
          <View className="t-note">{words.trail}</View>
        </Card>
        {state === 'answered' ? (
          <Card id="call-back-answer">
            <Heading level={2}>{words.form}</Heading>
            <Banner tone="good" icon="message-square-text">
              {callBack.finding ? <View className="t-strong">{words.findings[callBack.finding]}</View> : null}
              <View>{callBack.answer}</View>
              {callBack.answeredAt ? <View className="t-note">{when(callBack.answeredAt)}</View> : null}
            </Banner>
          </Card>
        ) : callBack.mayAnswer ? (
          <CallBackForm
            id={callBack.id}
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
    </View>
  )
}
