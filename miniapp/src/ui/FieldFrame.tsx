import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useCopy } from '@/platform/copy'
import { a11y } from './base/a11y'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'

export interface FieldFrameProps {
  id: string
  label: string
  help?: string
  /** Replaces the help; what was typed stays. */
  error?: string
  optional?: boolean
  /** Filled from elsewhere, not to be typed over. */
  fixed?: boolean
  /** Several controls under one label, chosen rather than typed: read out as a group, and the help stands above them. */
  group?: boolean
  children: ReactNode
  /** Below all of it: where a value comes from. */
  foot?: ReactNode
}

/** Label, help and what is wrong, around whatever is filled in. */
export function FieldFrame({ id, label, help, error, optional = false, fixed = false, group = false, children, foot }: FieldFrameProps) {
  const words = useCopy(uiCopy)
  const name = `${label}${optional ? words.optional : ''}`
  const told =
    !error && help ? (
      <View id={`${id}-help`} className="t-note">
        {help}
      </View>
    ) : null
  return (
    <View
      id={group ? id : undefined}
      className={`z-field${error ? ' is-wrong' : ''}${fixed ? ' is-fixed' : ''}`}
      {...(group ? a11y({ role: 'group', label: name }) : {})}
    >
      <View className="z-field-label">{name}</View>
      {group ? told : null}
      {children}
      <View {...a11y({ live: 'polite' })}>
        {error ? (
          <View id={`${id}-error`} className="z-field-error">
            <Icon name="circle-alert" size="s" />
            <View className="l-grow">{error}</View>
          </View>
        ) : null}
      </View>
      {group ? null : told}
      {foot}
    </View>
  )
}
