import { View } from '@tarojs/components'
import type { ContentReport } from '@zsb/shared/content'
import { useCopy, usePick } from '@/platform/copy'
import { Banner, StatusChip, type Tone } from '@/ui'
import { publishingCopy } from '../copy'

const TONES: Record<ContentReport['difference'][number]['kind'], Tone> = { added: 'good', removed: 'bad', changed: 'warn' }

/** 校验报告: what is wrong, each at its place. */
export function Problems({ report }: { report: ContentReport }) {
  const words = useCopy(publishingCopy)
  const pick = usePick()
  if (report.problems.length === 0)
    return (
      <Banner tone="good" live>
        {words.reportGood}
      </Banner>
    )
  return (
    <View id="content-problems" className="l-stack">
      <Banner tone="bad" live>
        {words.reportBad(report.problems.length)}
      </Banner>
      {report.problems.map((problem, i) => (
        <View key={i} className="z-problem">
          <View className="z-pointer">{words.at(problem.pointer)}</View>
          <View>{pick(problem)}</View>
        </View>
      ))}
    </View>
  )
}

/** 差异: what stood there and what stands there now. */
export function Differences({ report }: { report: ContentReport }) {
  const words = useCopy(publishingCopy)
  if (report.difference.length === 0) return <View className="t-note">{words.noDifference}</View>
  return (
    <View id="content-difference" className="l-stack">
      <View className="t-strong">{words.difference(report)}</View>
      {report.difference.map(({ pointer, kind, before, after }) => (
        <View key={`${kind}${pointer}`} className="z-problem">
          <View className="l-row l-between">
            <View className="z-pointer">{words.at(pointer)}</View>
            <StatusChip tone={TONES[kind]} word={words.kindsOfChange[kind]} />
          </View>
          {before !== null ? <View className="z-was">{`${words.before} ${before}`}</View> : null}
          {after !== null ? <View className="z-is">{`${words.after} ${after}`}</View> : null}
        </View>
      ))}
      {report.further > 0 ? <View className="t-note">{words.further(report.further)}</View> : null}
    </View>
  )
}
