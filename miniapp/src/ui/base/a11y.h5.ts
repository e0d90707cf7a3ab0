import type { A11y } from './a11y'

export type { A11y, Role } from './a11y'

const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'true' : 'false')

/** The web's own attributes: Taro's View and Text pass them through. */
export function a11y({ role, label, hidden, disabled, checked, selected, expanded, live, level }: A11y): object {
  const all = {
    role,
    'aria-label': label,
    'aria-hidden': flag(hidden),
    'aria-disabled': flag(disabled),
    'aria-checked': flag(checked),
    'aria-selected': flag(selected),
    'aria-expanded': flag(expanded),
    'aria-live': live,
    'aria-level': level === undefined ? undefined : String(level),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
