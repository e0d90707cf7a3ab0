import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { a11y } from './base/a11y'
import { Pressable } from './base/Pressable'
import { TextArea } from './base/TextArea'
import { TextInput, type TextInputProps } from './base/TextInput'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'

export interface FieldProps extends Pick<TextInputProps, 'value' | 'onChange' | 'kind' | 'maxLength' | 'autoComplete' | 'onSubmit' | 'onBlur' | 'disabled'> {
  label: string
  /** Needed by tests and for the focus of the first wrong field. */
  id: string
  help?: string
  /** Replaces the help; what was typed stays. */
  error?: string
  optional?: boolean
  /** Room for several lines. */
  lines?: boolean
  /** Where a filled value comes from: 户籍库. */
  source?: string
  /** Shows 信息有误 beside the source. */
  onContest?: () => void
  /** Something beside the input: a button that sends a code. */
  trailing?: React.ReactNode
}

export function Field({ label, id, help, error, optional = false, lines = false, source, onContest, trailing, disabled = false, ...input }: FieldProps) {
  const words = useCopy(uiCopy)
  const below = error ? `${id}-error` : help ? `${id}-help` : undefined
  return (
    <View className={`z-field${error ? ' is-wrong' : ''}${disabled ? ' is-fixed' : ''}`}>
      <View className="z-field-label">
        {label}
        {optional ? words.optional : ''}
      </View>
      <View className="z-field-row">
        <View className="z-field-box">
          {lines ? (
            <TextArea id={id} label={label} disabled={disabled} invalid={Boolean(error)} describedBy={below} {...input} />
          ) : (
            <TextInput id={id} label={label} disabled={disabled} invalid={Boolean(error)} describedBy={below} {...input} />
          )}
        </View>
        {trailing}
      </View>
      <View {...a11y({ live: 'polite' })}>
        {error ? (
          <View id={`${id}-error`} className="z-field-error">
            <Icon name="circle-alert" size="s" />
            <View className="l-grow">{error}</View>
          </View>
        ) : null}
      </View>
      {!error && help ? (
        <View id={`${id}-help`} className="t-note">
          {help}
        </View>
      ) : null}
      {source ? (
        <View className="l-row l-between z-field-source">
          <View className="t-note">{words.source(source)}</View>
          {onContest ? (
            <Pressable id={`${id}-contest`} className="z-link" onPress={onContest}>
              {words.wrongFact}
            </Pressable>
          ) : null}
        </View>
      ) : null}
    </View>
  )
}
