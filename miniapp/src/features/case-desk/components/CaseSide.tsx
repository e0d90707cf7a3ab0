import { View } from '@tarojs/components'
import type { CaseView } from '@zsb/shared/application'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy, saidOf } from '@/platform/copy/applications'
import { formatWhen } from '@/platform/copy/dates'
import { Card, ClockDays, Heading } from '@/ui'
import { deskCopy } from '../copy'

/** The clocks that run, day by day, and what they rest on. */
export function CaseClocks({ clocks }: Pick<CaseView, 'clocks'>) {
  return (
    <>
      {clocks.map((clock) => (
        <Card key={clock.kind}>
          <ClockDays clock={clock} level={2} />
        </Card>
      ))}
    </>
  )
}

/** 办理记录, the latest first. */
export function CaseRecords({ history }: Pick<CaseView, 'history'>) {
  const words = useCopy(deskCopy)
  const own = useCopy(applicationCopy)
  const language = useSpokenLanguage()
  const pick = usePick()
  return (
    <Card id="case-records">
      <Heading level={2}>{words.records}</Heading>
      {[...history].reverse().map((event, i) => (
        <View key={i}>
          <View className="t-note t-num">{formatWhen(event.at, { language, now: serverNow() })}</View>
          <View>{`${own.by[event.by]} · ${saidOf(own.done, event.action)}`}</View>
          {event.note ? <View className="t-note">{pick(event.note)}</View> : null}
        </View>
      ))}
      <View className="t-note">{words.trail}</View>
    </Card>
  )
}
