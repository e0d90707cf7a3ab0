import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { EmptyState, Icon, useSecondsLeft } from '@/ui'
import { codeCopy } from '../code-copy'
import { shownOfflineUntil, type LastColour } from '../code.flow'
import { keptCare } from '../kept-care'
import { Care } from './Care'
import { ColourCard } from './ColourCard'

/** Without network: the last colour with its time and a masked name for 15 minutes, never a code; then neither. Whom to call is there all the same. */
export function Offline({ last }: { last: LastColour | null }) {
  const words = useCopy(codeCopy)
  const left = useSecondsLeft(last ? shownOfflineUntil(last) : null) ?? 0
  const help = <Care {...keptCare()} />
  if (!last || left === 0)
    return (
      <>
        <EmptyState icon="wifi-off" title={words.offlineGone} sentence={words.offlineGoneWhy} />
        {help}
      </>
    )
  return (
    <>
      <ColourCard colour={last.colour} line={words.offline(formatTime(last.at))}>
        <View className="z-no-code">
          <Icon name="wifi-off" size="xl" />
          <View className="t-head">{last.nameMasked}</View>
          <View>{words.offlineWhy}</View>
          <View className="t-note">{words.offlineLeft(Math.ceil(left / 60))}</View>
        </View>
      </ColourCard>
      {help}
    </>
  )
}
