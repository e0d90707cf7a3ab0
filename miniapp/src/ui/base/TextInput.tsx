import { Input } from '@tarojs/components'

export interface TextInputProps {
  value: string
  onChange: (value: string) => void
  label: string
  /** What the phone's keyboard is made for. 'code' = digits of a one-time code. */
  kind?: 'text' | 'number' | 'phone' | 'idNumber' | 'code' | 'password'
  id?: string
  className?: string
  maxLength?: number
  disabled?: boolean
  invalid?: boolean
  describedBy?: string
  autoComplete?: string
  onSubmit?: () => void
  onBlur?: () => void
}

const TYPES = { text: 'text', number: 'number', phone: 'number', idNumber: 'idcard', code: 'number', password: 'safe-password' } as const

/** Bare input; screens use Field. `focus` is never passed: a re-render would steal the caret. */
export function TextInput({ value, onChange, label, kind = 'text', id, className = '', maxLength = 140, disabled, onSubmit, onBlur }: TextInputProps) {
  const secret = kind === 'password'
  return (
    <Input
      id={id}
      className={`z-input ${className}`}
      type={secret ? 'text' : TYPES[kind]}
      password={secret}
      value={value}
      maxlength={maxLength}
      disabled={disabled}
      onInput={(event) => onChange(event.detail.value)}
      onConfirm={onSubmit}
      onBlur={onBlur}
      aria-label={label}
    />
  )
}
