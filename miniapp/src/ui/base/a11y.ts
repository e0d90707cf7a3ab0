/** Roles used by the app; the mini-programs know them as aria-role. */
export type Role =
  | 'button'
  | 'link'
  | 'switch'
  | 'radio'
  | 'checkbox'
  | 'tab'
  | 'tablist'
  | 'radiogroup'
  | 'group'
  | 'img'
  | 'heading'
  | 'status'
  | 'alert'
  | 'dialog'
  | 'list'
  | 'listitem'
  | 'navigation'
  | 'main'
  | 'timer'
  | 'region'
  | 'banner'

export interface A11y {
  role?: Role
  label?: string
  hidden?: boolean
  disabled?: boolean
  checked?: boolean
  selected?: boolean
  expanded?: boolean
  live?: 'polite' | 'assertive' | 'off'
  level?: 1 | 2 | 3
}

const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'true' : 'false')

/** Attributes of the mini-programs for a screen reader; the H5 twin (a11y.h5.ts) gives the web's own. Spread on View, Text or Image. */
export function a11y({ role, label, hidden, disabled, checked, selected, expanded, live }: A11y): object {
  return present({
    'aria-role': role,
    'aria-label': label,
    'aria-hidden': flag(hidden),
    'aria-disabled': flag(disabled),
    'aria-checked': flag(checked),
    'aria-selected': flag(selected),
    'aria-expanded': flag(expanded),
    'aria-live': live,
  })
}

function present(all: Record<string, string | undefined>): object {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
