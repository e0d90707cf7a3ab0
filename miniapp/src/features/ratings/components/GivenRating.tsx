import { View } from '@tarojs/components'
import type { OwnCallBack, RatedStage, RatingView } from '@zsb/shared/rating'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { Banner, Card, FieldTags, Heading, StatusChip, TextLink } from '@/ui'
import { rateCopy } from '../copy'
import { optionsOf, toneOfLevel } from '../rate.flow'

/** What was given, until when it can be changed, and what became of a bad one. */
export function GivenRating({ stage, rating, onChange }: { stage: RatedStage; rating: RatingView; onChange: () => void }) {
  const words = useCopy(rateCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const day = (at: string) => formatDay(at, language)
  const level = stage.levels.find((each) => each.level === rating.level)
  const ticked = optionsOf(rating.level, stage).filter(({ code }) => rating.options.includes(code))
  return (
    <Card id={`given-${stage.code}`}>
      <View className="z-row-top">
        <Heading level={2}>{pick(stage)}</Heading>
        {level ? <StatusChip tone={toneOfLevel(rating.level)} icon="message-square-text" word={pick(level)} /> : null}
      </View>
      {ticked.length > 0 ? <FieldTags labels={ticked.map(pick)} /> : null}
      {rating.text ? <View className="z-said">{rating.text}</View> : null}
      <View className="t-note">{rating.changedAt ? words.changedOn(day(rating.changedAt)) : words.given(day(rating.at))}</View>
      {rating.callBack ? <CallBackState callBack={rating.callBack} /> : null}
      <View className="l-row l-between l-wrap">
        <View className="t-note">{rating.mayChange ? words.changeUntil(day(rating.changeUntil)) : words.changeOver}</View>
        {rating.mayChange ? (
          <TextLink id={`change-${stage.code}`} onPress={onChange}>
            {words.change}
          </TextLink>
        ) : null}
      </View>
    </Card>
  )
}

function CallBackState({ callBack: { state, dueOn, overdue, finding, answer, answeredAt } }: { callBack: OwnCallBack }) {
  const words = useCopy(rateCopy)
  const language = useSpokenLanguage()
  if (state === 'open')
    return (
      <Banner tone={overdue ? 'warn' : 'info'} icon="phone">
        {overdue ? words.late : words.callBack(formatDay(dueOn, language))}
      </Banner>
    )
  return (
    <Banner tone="good" icon="message-square-text">
      {finding ? <View className="t-strong">{words.findings[finding]}</View> : null}
      <View>{answer}</View>
      {answeredAt ? <View className="t-note">{words.answered(formatDay(answeredAt, language))}</View> : null}
    </Banner>
  )
}
