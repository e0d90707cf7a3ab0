import { a11y } from './a11y.h5'
import type { PressableProps } from './Pressable'

export type { PressableProps } from './Pressable'

/** A real button, so that keyboard and screen reader know it; aria-disabled instead of disabled keeps it reachable and able to say why. */
export function Pressable({ onPress, className = '', style, id, children, role = 'button', current, ...state }: PressableProps) {
  const press = state.disabled ? undefined : onPress
  return (
    <button
      type="button"
      id={id}
      className={`z-press ${className}`}
      style={style}
      onClick={press}
      aria-current={current ? 'page' : undefined}
      {...a11y({ role: role === 'button' ? undefined : role, ...state })}
    >
      {children}
    </button>
  )
}
