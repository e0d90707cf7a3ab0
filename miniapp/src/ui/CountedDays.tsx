import { View } from '@tarojs/components'
import { useCopy, usePick } from '@/platform/copy'
import { dayCopy } from '@/platform/copy/days'
import { a11y } from './base/a11y'
import './counted-days.scss'

export interface CountedDay {
  /** Calendar date in Asia/Shanghai. */
  day: string
  kind: 'workday' | 'workedWeekend' | 'weekend' | 'holiday'
  holiday: { zh: string; en: string } | null
  provisional: boolean
  paused: boolean
  /** Its place among the days that count; null where it does not. */
  number: number | null
}

/** Every day of a count with why it counts or does not; the last one is the answer. */
export function CountedDays({ days }: { days: readonly CountedDay[] }) {
  const words = useCopy(dayCopy)
  const pick = usePick()
  const last = days[days.length - 1]
  const why = ({ kind, holiday, paused, number }: CountedDay) =>
    number !== null ? words.counted(number) : paused ? words.paused : holiday ? pick(holiday) : words.kinds[kind]
  return (
    <View className="l-stack-tight">
      <View className="z-days" {...a11y({ role: 'list', label: words.list })}>
        {days.map((each) => (
          <View key={each.day} className={`z-day${each.number === null ? ' is-off' : ''}${each === last ? ' is-last' : ''}`} {...a11y({ role: 'listitem' })}>
            <View className="t-num">{words.dayOf({ month: Number(each.day.slice(5, 7)), date: Number(each.day.slice(8)) })}</View>
            <View className="z-day-why">{why(each)}</View>
          </View>
        ))}
      </View>
      {days.some(({ provisional }) => provisional) ? <View className="t-note">{words.provisional}</View> : null}
    </View>
  )
}
