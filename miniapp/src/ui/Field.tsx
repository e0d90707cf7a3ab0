import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { Pressable } from './base/Pressable'
import { TextArea } from './base/TextArea'
import { TextInput, type TextInputProps } from './base/TextInput'
import { uiCopy } from './copy'
import { FieldFrame, type FieldFrameProps } from './FieldFrame'

export interface FieldProps
  extends
    Pick<TextInputProps, 'value' | 'onChange' | 'kind' | 'maxLength' | 'autoComplete' | 'onSubmit' | 'onBlur' | 'disabled'>,
    Pick<FieldFrameProps, 'label' | 'help' | 'error' | 'optional'> {
  /** Needed by tests and for the focus of the first wrong field. */
  id: string
  /** Room for several lines. */
  lines?: boolean
  /** Where a filled value comes from: 户籍库. */
  source?: string
  /** Shows 信息有误 beside the source. */
  onContest?: () => void
  /** Something beside the input: a button that sends a code. */
  trailing?: React.ReactNode
}

export function Field({ label, id, help, error, optional, lines = false, source, onContest, trailing, disabled = false, ...input }: FieldProps) {
  const words = useCopy(uiCopy)
  const below = error ? `${id}-error` : help ? `${id}-help` : undefined
  const typed = { id, label, disabled, invalid: Boolean(error), describedBy: below, ...input }
  const foot = source ? (
    <View className="l-row l-between z-field-source">
      <View className="t-note">{words.source(source)}</View>
      {onContest ? (
        <Pressable id={`${id}-contest`} className="z-link" onPress={onContest}>
          {words.wrongFact}
        </Pressable>
      ) : null}
    </View>
  ) : null
  return (
    <FieldFrame id={id} label={label} help={help} error={error} optional={optional} fixed={disabled} foot={foot}>
      <View className="z-field-row">
        <View className="z-field-box">{lines ? <TextArea {...typed} /> : <TextInput {...typed} />}</View>
        {trailing}
      </View>
    </FieldFrame>
  )
}
