import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y, Icon } from '@/ui'

interface Props {
  id: string
  label: string
  help?: string
  error?: string
  children: ReactNode
}

/** Label, help and error around what is chosen rather than typed, as `Field` has them. */
export function FieldFrame({ id, label, help, error, children }: Props) {
  return (
    <View id={id} className={`z-field${error ? ' is-wrong' : ''}`} {...a11y({ role: 'group', label })}>
      <View className="z-field-label">{label}</View>
      {!error && help ? <View className="t-note">{help}</View> : null}
      {children}
      <View {...a11y({ live: 'polite' })}>
        {error ? (
          <View id={`${id}-error`} className="z-field-error">
            <Icon name="circle-alert" size="s" />
            <View className="l-grow">{error}</View>
          </View>
        ) : null}
      </View>
    </View>
  )
}
