import { useEffect } from 'react'
import { usePageShown } from './page-shown'

const isTyping = (target: EventTarget | null) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/**
 * Arrows up and down move between the rows of a list, from the desk's keyboard; Enter opens the one that has the focus, as it
 * does with every button. Rows are called `<prefix>-1`, `<prefix>-2` …
 */
export function useRowKeys(prefix: string): void {
  const shown = usePageShown()
  useEffect(() => {
    if (!shown) return undefined
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step === 0 || isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('[role=dialog]')) return
      const at = Number(new RegExp(`^${prefix}-(\\d+)$`).exec(document.activeElement?.id ?? '')?.[1] ?? (step === 1 ? 0 : 2))
      const row = document.getElementById(`${prefix}-${at + step}`)
      if (!row) return
      event.preventDefault()
      row.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [prefix, shown])
}
