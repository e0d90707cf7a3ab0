import { useEffect, useRef } from 'react'
import { usePageShown } from './page-shown'
import { useScreenLock } from './screen-lock'

/** A letter with another key this close before or after it came from a scanner or from typing, not from a decision. */
const ALONE_MS = 120

/**
 * A letter alone does what the button that shows it does; not while somebody types in a field, nor with Ctrl or Alt, nor under a
 * locked screen or another page.
 * A USB scanner types too: the letters of the next code must not answer the question on the screen (R32).
 */
export function useHotkeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys)
  current.current = keys
  const locked = useScreenLock(({ locked: is }) => is)
  const heard = usePageShown() && !locked
  useEffect(() => {
    if (!heard) return undefined
    let lastMs = Number.NEGATIVE_INFINITY
    let waiting = 0
    const onKey = (event: KeyboardEvent) => {
      const alone = event.timeStamp - lastMs > ALONE_MS
      lastMs = event.timeStamp
      window.clearTimeout(waiting)
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
      if (!alone || typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return
      const key = event.key.toLowerCase()
      if (key in current.current) waiting = window.setTimeout(() => current.current[key]?.(), ALONE_MS)
    }
    // The scanner's listener may keep a burst to itself from its third key on; the first two are enough to know.
    window.addEventListener('keydown', onKey, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.clearTimeout(waiting)
    }
  }, [heard])
}
