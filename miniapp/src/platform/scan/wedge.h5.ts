import { useEffect, useRef } from 'react'
import { createWedgeReader, END_PAUSE_MS } from './wedge-reader'

/**
 * Hears a USB keyboard scanner anywhere on the page, whatever has the focus, with a Chinese input method on too.
 * The keys of a burst are kept from the focused control; a person's typing passes untouched.
 */
export function useKeyboardScanner(onCode: (code: string) => void, listening = true): void {
  const current = useRef(onCode)
  current.current = onCode
  useEffect(() => {
    if (!listening) return undefined
    let timer = 0
    let field: { element: HTMLInputElement | HTMLTextAreaElement; value: string } | null = null
    const reader = createWedgeReader((code, leaked) => {
      if (leaked > 0 && field) restoreField(field)
      field = null
      current.current(code)
    })
    let lastMs = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat) return
      if (event.timeStamp - lastMs > END_PAUSE_MS) field = focusedField()
      lastMs = event.timeStamp
      const ours = reader.press({
        key: event.isComposing || event.keyCode === 229 ? 'Process' : event.key,
        code: event.code,
        shift: event.shiftKey,
        command: event.ctrlKey || event.altKey || event.metaKey,
        atMs: event.timeStamp,
      })
      if (ours) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      window.clearTimeout(timer)
      timer = window.setTimeout(() => reader.pause(), END_PAUSE_MS)
    }
    window.addEventListener('keydown', onKey, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.clearTimeout(timer)
    }
  }, [listening])
}

function focusedField() {
  const element = document.activeElement
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null
  return { element, value: element.value }
}

/** Takes back the first characters of a burst, which went into the field before they could be told from typing. */
function restoreField({ element, value }: { element: HTMLInputElement | HTMLTextAreaElement; value: string }): void {
  if (element.value === value) return
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value)
  element.dispatchEvent(new Event('input', { bubbles: true }))
}
