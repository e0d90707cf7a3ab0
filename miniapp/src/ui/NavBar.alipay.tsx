import { View } from '@tarojs/components'
import type { NavBarProps } from './NavBar'

export type { NavBarProps } from './NavBar'

/** Alipay always draws its own navigation row with title and back; only a heading of ours (home) stands below it. */
export function NavBar({ heading }: NavBarProps) {
  return heading ? <View className="z-nav-row is-first">{heading}</View> : null
}
