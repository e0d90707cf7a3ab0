import { View } from '@tarojs/components'
import type { ClockView } from '@zsb/shared/application'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { formatDay } from '@/platform/copy/dates'
import { Heading } from './base/Heading'
import { CountedDays } from './CountedDays'

/** One clock 时限 of a case: until when it runs, its days one by one from which day on, and what it rests on. */
export function ClockDays({ clock: { kind, due, basis, days }, level }: { clock: ClockView; level: 2 | 3 }) {
  const { clocks, clock: words } = useCopy(applicationCopy)
  const language = useSpokenLanguage()
  return (
    <View className="l-stack-tight">
      <Heading level={level}>{clocks[kind]}</Heading>
      <View className="t-strong t-num">{due ? words.until(formatDay(due.dueOn, language)) : words.standing}</View>
      {due ? <View className="t-note">{words.from(formatDay(due.from, language))}</View> : null}
      {due?.unit === 'calendarDays' ? <View className="t-note">{words.calendarDays(due.days)}</View> : null}
      {days.length > 0 ? <CountedDays days={days} /> : null}
      {basis ? <View className="t-note">{words.basis(basis)}</View> : null}
    </View>
  )
}
