import { View } from '@tarojs/components'
import type { ClockView } from '@zsb/shared/application'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { formatDay } from '@/platform/copy/dates'
import { BottomSheet, CountedDays, Heading } from '@/ui'
import { applyCopy } from '../copy'

/** 为什么是这一天: every clock that runs, what it rests on, and its days one by one. */
export function WhySheet({ open, clocks, onClose }: { open: boolean; clocks: readonly ClockView[]; onClose: () => void }) {
  const words = useCopy(applyCopy)
  const own = useCopy(applicationCopy)
  const language = useSpokenLanguage()
  return (
    <BottomSheet id="why" open={open} title={words.why} onClose={onClose}>
      {clocks.map((clock) => (
        <View key={clock.kind} className="l-stack-tight">
          <Heading level={3}>
            {clock.due ? words.whyClock({ clock: own.clocks[clock.kind], day: formatDay(clock.due.dueOn, language) }) : own.clocks[clock.kind]}
          </Heading>
          <View className="t-note">{clock.due ? words.whyFrom(formatDay(clock.due.from, language)) : words.standing}</View>
          {clock.due?.unit === 'calendarDays' ? <View className="t-note">{words.calendarDays(clock.due.days)}</View> : null}
          {clock.basis ? <View className="t-note">{words.basis(clock.basis)}</View> : null}
          {clock.days.length > 0 ? <CountedDays days={clock.days} /> : null}
        </View>
      ))}
    </BottomSheet>
  )
}
