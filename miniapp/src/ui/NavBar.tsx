import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { ReactNode } from 'react'
import { useCopy } from '@/platform/copy'
import { goBack } from '@/platform/navigate'
import { Heading } from './base/Heading'
import { Pressable } from './base/Pressable'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'

export interface NavBarProps {
  title: string
  heading?: ReactNode
  leave: 'back' | 'close' | 'none'
  onLeave?: () => void
}

interface Host {
  statusBar: number
  row: number
  /** Width on the right that belongs to the host's capsule. */
  corner: number
}
let measured: Host | null = null

/** The rectangle of the host's capsule; nothing of ours stands right of its left edge. */
function measure(): Host {
  if (measured) return measured
  const fallback: Host = { statusBar: 0, row: 48, corner: 106 }
  try {
    const window = Taro.getWindowInfo()
    const statusBar = window.statusBarHeight ?? 0
    const capsule = Taro.getMenuButtonBoundingClientRect()
    measured = capsule?.height
      ? { statusBar, row: Math.min(64, Math.max(44, (capsule.top - statusBar) * 2 + capsule.height)), corner: window.windowWidth - capsule.left + 8 }
      : { ...fallback, statusBar }
  } catch {
    measured = fallback
  }
  return measured
}

/** Our own navigation row: leave on the left, the title, and nothing in the host's corner. */
export function NavBar({ title, heading, leave, onLeave }: NavBarProps) {
  const words = useCopy(uiCopy)
  const { statusBar, row, corner } = measure()
  return (
    <View className="z-nav" style={{ paddingTop: `${statusBar}px` }}>
      <View className={`z-nav-row${leave === 'none' ? ' is-first' : ''}`} style={{ minHeight: `${row}px`, paddingRight: `${corner}px` }}>
        {leave === 'none' ? null : (
          <Pressable id="nav-leave" className="z-icon-btn" label={leave === 'close' ? words.close : words.back} onPress={onLeave ?? goBack}>
            <Icon name={leave === 'close' ? 'x' : 'chevron-left'} />
          </Pressable>
        )}
        {heading ?? (
          <Heading level={1} className="t-head z-nav-title">
            {title}
          </Heading>
        )}
      </View>
    </View>
  )
}
