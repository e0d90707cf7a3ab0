import { useEffect, useRef } from 'react'

const REACHABLE = 'button, [href], input, select, textarea, [tabindex]:not([tabindex="-1"])'

/** Focus goes into the sheet, stays there while it is open, Escape closes, and it returns to where it was. */
export function useModalFocus(id: string, open: boolean, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (!open) return undefined
    const before = document.activeElement as HTMLElement | null
    const sheet = document.getElementById(id)
    sheet?.setAttribute('tabindex', '-1')
    sheet?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.preventDefault()
        close.current()
      }
      if (event.key !== 'Tab' || !sheet) return
      const reachable = [...sheet.querySelectorAll<HTMLElement>(REACHABLE)]
      const first = reachable[0]
      const last = reachable[reachable.length - 1]
      if (!first || !last) return
      const active = document.activeElement
      const outside = !sheet.contains(active) || active === sheet
      if (event.shiftKey ? outside || active === first : outside || active === last) {
        event.preventDefault()
        ;(event.shiftKey ? last : first).focus()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      before?.focus?.({ preventScroll: true })
    }
  }, [id, open])
}
