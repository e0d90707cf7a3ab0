import { Textarea } from '@tarojs/components'
import type { TextInputProps } from './TextInput'

export type TextAreaProps = Pick<TextInputProps, 'value' | 'onChange' | 'label' | 'id' | 'maxLength' | 'disabled' | 'invalid' | 'describedBy' | 'onBlur'>

/** Several lines of text; screens use Field with `lines`. */
export function TextArea({ value, onChange, label, id, maxLength = 140, disabled, onBlur }: TextAreaProps) {
  return (
    <Textarea
      id={id}
      className="z-input z-input-lines"
      value={value}
      maxlength={maxLength}
      disabled={disabled}
      onInput={(event) => onChange(event.detail.value)}
      onBlur={onBlur}
      aria-label={label}
    />
  )
}
