/** Doubles of @tarojs/components: plain elements; aria-role becomes role, so that testing-library finds things by what they are. */
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react'

type Props = { children?: ReactNode; className?: string; id?: string; style?: CSSProperties; onClick?: () => void } & Record<string, unknown>

function attributes(props: Props): Record<string, unknown> {
  const { className, id, style, onClick } = props
  const aria = Object.fromEntries(Object.entries(props).filter(([name]) => name.startsWith('aria-') && name !== 'aria-role'))
  return { className, id, style, onClick, role: props['aria-role'] ?? props.role, ...aria }
}

export const View = (props: Props) => <div {...attributes(props)}>{props.children}</div>
export const Text = (props: Props) => <span {...attributes(props)}>{props.children}</span>
export const ScrollView = View
export const Label = (props: Props) => <label {...attributes(props)}>{props.children}</label>
/**
 * The host's button: a tap on one that agrees is the agreement, as in WeChat; what WeChat gives with a phone number comes as
 * `fireEvent(button, new CustomEvent('getphonenumber', { detail }))`.
 */
export const Button = (props: Props) => {
  const at = useRef<HTMLButtonElement>(null)
  const { onGetPhoneNumber } = props as { onGetPhoneNumber?: EventListener }
  useEffect(() => {
    const button = at.current
    if (!button || !onGetPhoneNumber) return undefined
    button.addEventListener('getphonenumber', onGetPhoneNumber)
    return () => button.removeEventListener('getphonenumber', onGetPhoneNumber)
  }, [onGetPhoneNumber])
  return (
    <button type="button" ref={at} {...attributes(props)} onClick={(props.onAgreePrivacyAuthorization as (() => void) | undefined) ?? props.onClick}>
      {props.children}
    </button>
  )
}
export const Image = (props: Props) => <img src={props.src as string} alt={(props['aria-label'] as string | undefined) ?? ''} {...attributes(props)} />
export const Canvas = (props: Props) => <canvas {...attributes(props)} />
export const RichText = View
export const WebView = View
export const Form = View
/** `fireEvent.change(input, { target: { value } })` types; Enter confirms. */
export const Input = (props: Props) => (
  <input
    {...attributes(props)}
    type={props.password ? 'password' : 'text'}
    placeholder={props.placeholder as string | undefined}
    value={(props.value as string | undefined) ?? ''}
    maxLength={props.maxlength as number | undefined}
    disabled={Boolean(props.disabled)}
    onChange={(event) => (props.onInput as ((event: unknown) => void) | undefined)?.({ detail: { value: event.target.value } })}
    onBlur={() => (props.onBlur as (() => void) | undefined)?.()}
    onKeyDown={(event) => event.key === 'Enter' && (props.onConfirm as (() => void) | undefined)?.()}
  />
)
export const Textarea = (props: Props) => (
  <textarea
    {...attributes(props)}
    value={(props.value as string | undefined) ?? ''}
    onChange={(event) => (props.onInput as ((event: unknown) => void) | undefined)?.({ detail: { value: event.target.value } })}
    onBlur={() => (props.onBlur as (() => void) | undefined)?.()}
  />
)
/** `fireEvent(camera, new CustomEvent('scancode', { detail: { result } }))` is awkward; tests call `seeCode(text)`. */
let onError: (() => void) | undefined
/** The host tells that the camera is not allowed. */
export const refuseCamera = (): void => onError?.()
let onScanCode: ((event: { detail: { result: string } }) => void) | undefined
export const seeCode = (result: string): void => onScanCode?.({ detail: { result } })
export const Camera = (props: Props) => {
  onScanCode = props.onScanCode as typeof onScanCode
  onError = props.onError as typeof onError
  return <div data-testid="camera" className={props.className} />
}
