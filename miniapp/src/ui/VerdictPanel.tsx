import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './base/a11y'
import { Heading } from './base/Heading'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

export interface VerdictPanelProps {
  tone: 'good' | 'warn' | 'bad'
  /** Differs in shape per verdict, not only in colour. */
  icon: IconName
  /** 有效 · 已使用 · 不是本系统的码 */
  word: string
  /** The reason in one or two plain lines. */
  reason: string
  /** Age of the status and receipt number on wide screens. */
  aside?: ReactNode
  id?: string
}

/** Read from a metre away; spoken at once. */
export function VerdictPanel({ tone, icon, word, reason, aside, id = 'verdict' }: VerdictPanelProps) {
  return (
    <View id={id} className={`z-verdict z-verdict-${tone}`} {...a11y({ role: tone === 'good' ? 'status' : 'alert', live: 'assertive' })}>
      <Icon name={icon} size="xl" />
      <View className="l-grow">
        <Heading level={1} className="z-verdict-word">
          {word}
        </Heading>
        <View>{reason}</View>
      </View>
      {aside ? <View className="z-verdict-aside t-num">{aside}</View> : null}
    </View>
  )
}
