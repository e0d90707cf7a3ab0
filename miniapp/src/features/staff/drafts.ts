import { create } from 'zustand'
import { onSignOut } from '@/platform/session'

/**
 * Texts not sent yet, by what they answer. In memory: they survive leaving the page and the locked screen, and go with the shift,
 * because what staff write about people does not stay on a device (R30).
 */
const useDrafts = create<Record<string, string>>(() => ({}))
onSignOut(() => useDrafts.setState({}, true))

export function useDraft(name: string): readonly [text: string, type: (text: string) => void] {
  const text = useDrafts((drafts) => drafts[name] ?? '')
  return [text, (typed) => useDrafts.setState({ [name]: typed })]
}
