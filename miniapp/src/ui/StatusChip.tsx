import { View } from '@tarojs/components'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

/** What a state means to the eye. `onCard`: quiet, on the coloured ground of a licence card. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain' | 'info' | 'onCard'

const ICONS: Record<Tone, IconName> = {
  good: 'circle-check',
  warn: 'clock-alert',
  bad: 'circle-pause',
  plain: 'circle-minus',
  info: 'info',
  onCard: 'circle-check',
}

/** Icon and the legal word of the type: 有效, 暂扣, 注销. */
export function StatusChip({ tone, word, icon }: { tone: Tone; word: string; icon?: IconName }) {
  return (
    <View className={`z-chip z-chip-${tone}`}>
      <Icon name={icon ?? ICONS[tone]} size="s" />
      <View>{word}</View>
    </View>
  )
}
