import { View } from '@tarojs/components'
import type { StandingView } from '@zsb/shared/service-item'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { Banner, StatusChip, TextLink } from '@/ui'
import { standingCopy } from '../standing-copy'

/** What is told of one that is suspended 暂停 or cancelled 取消: to which day, why, and what to ask for instead. */
export function StandingBanner({ standing }: { standing: StandingView }) {
  const words = useCopy(standingCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const day = (on: string) => formatDay(on, language)
  const { state, isComing, from, until, reason, instead } = standing
  return (
    <Banner tone={isComing || state === 'suspended' ? 'warn' : 'bad'}>
      <View className="t-strong">
        {isComing
          ? words.coming[state](day(from))
          : state === 'cancelled'
            ? words.cancelled(day(from))
            : until
              ? words.suspended(day(until))
              : words.suspendedOpen}
      </View>
      <View>{pick(reason)}</View>
      <View>{isComing ? words.stillOpen : words.runningGoesOn}</View>
      {instead ? (
        <TextLink id="guide-instead" chevron onPress={() => goTo(ENTRANCES.serviceGuide, { item: instead.code })}>
          {words.instead(pick(instead.name))}
        </TextLink>
      ) : null}
    </Banner>
  )
}

/** In a list, of what is suspended or cancelled today. */
export function StandingChip({ standing }: { standing: StandingView }) {
  const words = useCopy(standingCopy)
  return <StatusChip tone={standing.state === 'suspended' ? 'warn' : 'plain'} word={words.chips[standing.state]} />
}
