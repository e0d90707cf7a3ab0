import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useCopy } from '@/platform/copy'
import { Pressable } from './base/Pressable'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

export interface ButtonProps {
  /** A verb: 交这 2 样, never 确定 alone. */
  children: ReactNode
  onPress?: () => void
  /** primary: one a screen. light, outline: on a coloured card. */
  kind?: 'primary' | 'quiet' | 'danger' | 'plain' | 'light' | 'outline'
  icon?: IconName
  /** Keeps its place and says 正在提交… */
  loading?: boolean
  loadingText?: string
  disabled?: boolean
  /** Why it can't be pressed; stands under the button. */
  disabledReason?: string
  /** Lower, inside a card. */
  small?: boolean
  /** As wide as its words. */
  narrow?: boolean
  id?: string
  label?: string
  /** A key of the keyboard that does the same (staff, wide), shown on the button. */
  hotkey?: string
}

export function Button({
  children,
  onPress,
  kind = 'primary',
  icon,
  loading = false,
  loadingText,
  disabled = false,
  disabledReason,
  small = false,
  narrow = false,
  id,
  label,
  hotkey,
}: ButtonProps) {
  const words = useCopy(uiCopy)
  const className = `z-btn z-btn-${kind}${small ? ' is-small' : ''}${loading ? ' is-loading' : ''}${disabled ? ' is-disabled' : ''}`
  const button = (
    <Pressable id={id} className={className + (narrow ? ' is-narrow' : '')} onPress={onPress} disabled={disabled || loading} label={label}>
      {loading ? <Icon name="loader" className="z-turning" /> : icon ? <Icon name={icon} /> : null}
      <View className="z-btn-words">{loading ? (loadingText ?? words.working) : children}</View>
      {hotkey ? <View className="z-key">{hotkey}</View> : null}
    </Pressable>
  )
  if (!disabled || !disabledReason) return button
  return (
    <View className="z-btn-why">
      {button}
      <View className="t-note t-centre">{disabledReason}</View>
    </View>
  )
}

export interface IconButtonProps {
  icon: IconName
  /** Said by the screen reader. */
  label: string
  onPress: () => void
  id?: string
  disabled?: boolean
}

/** An icon that can be tapped; in elder mode use a Button with a word instead. */
export function IconButton({ icon, label, onPress, id, disabled }: IconButtonProps) {
  return (
    <Pressable id={id} className="z-icon-btn" onPress={onPress} label={label} disabled={disabled}>
      <Icon name={icon} />
    </Pressable>
  )
}

/** A line that leads somewhere: 全部 ›. At least 44 px high. */
export function TextLink({
  children,
  onPress,
  icon,
  id,
  chevron = false,
}: {
  children: ReactNode
  onPress: () => void
  icon?: IconName
  id?: string
  chevron?: boolean
}) {
  return (
    <Pressable id={id} className="z-link" role="button" onPress={onPress}>
      {icon ? <Icon name={icon} size="s" /> : null}
      <View>{children}</View>
      {chevron ? <Icon name="chevron-right" size="s" /> : null}
    </Pressable>
  )
}
