import { View } from '@tarojs/components'
import { CallBackFinding, CallBackPage, CallBackView, isBadRating, type CallBackSummary } from '@zsb/shared/rating'
import { AnswerablePage, type AnswerableKind } from '@/features/staff'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { parserOf } from '@/platform/parser'
import { Banner, Fact, StatusChip } from '@/ui'
import { callBacksCopy } from '../../call-backs-copy'
import { toneOfLevel } from '../../rate.flow'

const CALL_BACKS: AnswerableKind<CallBackSummary, CallBackView> = {
  name: 'call-back',
  sendId: 'send-call-back',
  icon: 'message-square-text',
  base: '/api/v1/staff/rating-call-backs',
  page: parserOf(CallBackPage),
  view: parserOf(CallBackView),
  findings: CallBackFinding.options,
  shortest: 5,
  settled: ['CALL_BACK_ANSWERED', 'CALL_BACK_OWN_CASE'],
}

/** 差评回访: bad ratings by their deadline, the open one with the record of the call. */
export default function CallBacksPage() {
  const words = useCopy(callBacksCopy)
  const pick = usePick()
  return (
    <AnswerablePage
      kind={CALL_BACKS}
      words={words}
      area="callBacks"
      row={({ raterMasked, levelWords, item, stage }) => ({
        title: raterMasked,
        note: (
          <>
            <View>{words.rowNote({ level: pick(levelWords), item: pick(item) })}</View>
            <View>{pick(stage)}</View>
          </>
        ),
      })}
      opened={{
        who: ({ raterName }) => raterName,
        chip: ({ level, levelWords }) => <StatusChip tone={toneOfLevel(level)} icon="message-square-text" word={pick(levelWords)} />,
        note: ({ level }) => (isBadRating(level) ? null : <Banner tone="info">{words.nowBetter}</Banner>),
        facts: (callBack) => <CallBackFacts callBack={callBack} />,
      }}
    />
  )
}

function CallBackFacts({ callBack: { stage, at, changedAt, options } }: { callBack: CallBackView }) {
  const words = useCopy(callBacksCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const when = (instant: string) => formatWhen(instant, { language, now: serverNow() })
  return (
    <>
      <Fact name={words.stage}>{pick(stage)}</Fact>
      <Fact name={words.at}>{when(at)}</Fact>
      {changedAt ? <Fact name={words.changedAt}>{when(changedAt)}</Fact> : null}
      <Fact name={words.reasons}>{options.map(pick).join(language === 'zh' ? '、' : ', ') || words.none}</Fact>
    </>
  )
}
