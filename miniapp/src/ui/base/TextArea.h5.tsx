import type { TextAreaProps } from './TextArea'

export type { TextAreaProps } from './TextArea'

export function TextArea({ value, onChange, label, id, maxLength = 140, disabled, invalid, describedBy, onBlur }: TextAreaProps) {
  return (
    <textarea
      id={id}
      className="z-input z-input-lines"
      rows={3}
      value={value}
      maxLength={maxLength}
      disabled={disabled}
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onBlur}
    />
  )
}
