import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Heading } from './base/Heading'
import { Pressable } from './base/Pressable'
import { StatusChip, type Tone } from './StatusChip'
import type { IconName } from './icon/icon-names'

/** Ground of the card, one per family of licences; 'ended' is grey for 注销 and the like. */
export type LicenceFamily = 'id' | 'drive' | 'birth' | 'social' | 'business' | 'ended'

export interface LicenceCardProps {
  name: string
  /** Masked number, holder or term. */
  line: string
  family: LicenceFamily
  status: { tone: Tone; word: string; icon?: IconName }
  /** In the stack: only the head shows, the next card covers the rest; a tap opens. */
  onOpen?: () => void
  expanded?: boolean
  /** Buttons of the opened card (kind="light"). */
  children?: ReactNode
  id?: string
}

export function LicenceCard({ name, line, family, status, onOpen, expanded, children, id }: LicenceCardProps) {
  const head = (
    <View className="z-licence-head">
      <View className="l-row l-between z-licence-top">
        <Heading level={2} className="t-title">
          {name}
        </Heading>
        <StatusChip {...status} />
      </View>
      <View className="t-note t-num">{line}</View>
    </View>
  )
  return (
    <View id={id} className={`z-licence z-licence-${family}`}>
      {onOpen ? (
        <Pressable className="z-licence-tap" onPress={onOpen} expanded={expanded}>
          {head}
        </Pressable>
      ) : (
        head
      )}
      {children ? <View className="z-licence-more">{children}</View> : null}
    </View>
  )
}

/** Cards that overlap like in a wallet. */
export function LicenceStack({ children }: { children: ReactNode }) {
  return <View className="z-licences">{children}</View>
}
