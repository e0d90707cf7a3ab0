import { View } from '@tarojs/components'
import type { JointView } from '@zsb/shared/joint-application'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { BottomSheet, CountedDays, Heading } from '@/ui'
import { jointCopy } from '../joint-copy'

/** 为什么是这一天: the chain of parts that ends last, step by step, every day of a step that is only promised. */
export function JointWhySheet({
  open,
  joint: { promised, parts },
  onClose,
}: {
  open: boolean
  joint: Pick<JointView, 'promised' | 'parts'>
  onClose: () => void
}) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  if (!promised) return null
  const nameOf = (code: string) =>
    parts
      .filter((part) => part.code === code)
      .map(pick)
      .join('')
  const day = (on: string) => formatDay(on, language)
  return (
    <BottomSheet id="why" open={open} title={words.why} onClose={onClose}>
      {promised.standing.length > 0 ? <View>{words.standing(promised.standing.map(nameOf).join(words.between))}</View> : <View>{words.whyChain}</View>}
      {promised.chain.map(({ part, from, on, days, by, counted }) => (
        <View key={part} className="l-stack-tight">
          <Heading level={3}>{nameOf(part)}</Heading>
          <View className="t-strong t-num">{by === 'promise' ? words.steps.promise({ from: day(from), days }) : words.steps[by](day(on))}</View>
          {by === 'promise' ? <View className="t-note">{words.until(day(on))}</View> : null}
          {counted.length > 0 ? <CountedDays days={counted} /> : null}
        </View>
      ))}
    </BottomSheet>
  )
}
