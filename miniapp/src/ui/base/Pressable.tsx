import { View } from '@tarojs/components'
import type { CSSProperties, ReactNode } from 'react'
import { a11y, type A11y } from './a11y'

export interface PressableProps extends Omit<A11y, 'hidden' | 'live' | 'level'> {
  onPress?: () => void
  /** The page one is on (tabs, rail): aria-current on H5, selected elsewhere. */
  current?: boolean
  className?: string
  style?: CSSProperties
  id?: string
  children?: ReactNode
}

/** Whatever can be tapped. On H5 (Pressable.h5.tsx) it is a real <button>: Tab reaches it, Enter and Space press it. */
export function Pressable({ onPress, className = '', style, id, children, role = 'button', current, ...state }: PressableProps) {
  const press = state.disabled ? undefined : onPress
  return (
    <View
      id={id}
      className={`z-press ${className}`}
      style={style}
      hoverClass={state.disabled ? 'none' : 'is-pressed'}
      onClick={press}
      {...a11y({ role, ...state, selected: current ?? state.selected })}
    >
      {children}
    </View>
  )
}
