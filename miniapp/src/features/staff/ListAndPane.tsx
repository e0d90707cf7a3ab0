import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { TextLink } from '@/ui'
import './list-and-pane.scss'

interface Props {
  list: ReactNode
  /** What is open of it; null while nothing is. */
  pane: ReactNode
  /** Stands in place of the pane while nothing is open (wide). */
  nothing: ReactNode
  /** Keys of the keyboard, in words (wide). */
  keys: string
  /** Words of the way back to the list (phone). */
  back: string
  onBack: () => void
  /** The pane stays in sight beside a long list (wide); for one that is not higher than the screen. */
  follows?: boolean
}

/** A list of work and what is open of it: side by side on a desk; on a phone the one or the other. */
export function ListAndPane({ list, pane, nothing, keys, back, onBack, follows = false }: Props) {
  return (
    <View className={`z-desk${pane ? ' is-open' : ''}`}>
      <View className="z-desk-list l-stack-tight">
        {list}
        <View className="t-note z-desk-keys">{keys}</View>
      </View>
      <View className={`z-desk-pane${follows ? ' is-following' : ''}`}>
        {pane ? (
          <>
            <View className="z-desk-back">
              <TextLink id="back-to-queue" icon="chevron-left" onPress={onBack}>
                {back}
              </TextLink>
            </View>
            {pane}
          </>
        ) : (
          nothing
        )}
      </View>
    </View>
  )
}
