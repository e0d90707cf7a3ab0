import { useEffect, useRef } from 'react'

/** A letter alone does what the button that shows it does; not while somebody types in a field, nor with Ctrl or Alt. */
export function useHotkeys(keys: Readonly<Record<string, () => void>>): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
      if (typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return
      const action = current.current[event.key.toLowerCase()]
      if (action) action()
    }
    window.addEventListener('keyup', onKey)
    return () => window.removeEventListener('keyup', onKey)
  }, [])
}
