import type { TextInputProps } from './TextInput'

export type { TextInputProps } from './TextInput'

const MODES = { text: 'text', number: 'numeric', phone: 'tel', idNumber: 'text', code: 'numeric', password: 'text' } as const

export function TextInput({
  value,
  onChange,
  label,
  kind = 'text',
  id,
  className = '',
  maxLength = 140,
  disabled,
  invalid,
  describedBy,
  autoComplete,
  onSubmit,
  onBlur,
}: TextInputProps) {
  return (
    <input
      id={id}
      className={`z-input ${className}`}
      type={kind === 'password' ? 'password' : kind === 'phone' ? 'tel' : 'text'}
      inputMode={MODES[kind]}
      value={value}
      maxLength={maxLength}
      disabled={disabled}
      autoComplete={autoComplete ?? (kind === 'code' ? 'one-time-code' : kind === 'phone' ? 'tel' : 'off')}
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onBlur}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onSubmit?.()
      }}
    />
  )
}
