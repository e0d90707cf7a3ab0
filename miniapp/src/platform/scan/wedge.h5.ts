import { useEffect, useRef } from 'react'
import { usePageShown } from '../page-shown'
import { createWedgeReader, END_PAUSE_MS } from './wedge-reader'

/**
 * Hears a USB keyboard scanner anywhere on the page, whatever has the focus, with a Chinese input method on too.
 * The keys of a burst are kept from the focused control; a person's typing passes untouched.
 */
export function useKeyboardScanner(onCode: (code: string) => void, listening = true): void {
  const current = useRef(onCode)
  current.current = onCode
  const heard = usePageShown() && listening
  useEffect(() => {
    if (!heard) return undefined
    let timer = 0
    let field: Field | null = null
    const reader = createWedgeReader((code, leaked) => {
      if (field && (leaked > 0 || field.composed)) restoreField(field)
      field = null
      current.current(code)
    })
    let lastMs = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat) return
      if (event.timeStamp - lastMs > END_PAUSE_MS) field = focusedField()
      lastMs = event.timeStamp
      if (field && isComposed(event)) field.composed = true
      const ours = reader.press({
        key: isComposed(event) ? 'Process' : event.key,
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
  }, [heard])
}

interface Field {
  element: HTMLInputElement | HTMLTextAreaElement
  value: string
  /** An input method took keys of the burst; no page can keep them from it. */
  composed: boolean
}

/** With an input method on, a key arrives as 229 and its text through the composition. */
const isComposed = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

function focusedField(): Field | null {
  const element = document.activeElement
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null
  return { element, value: element.value, composed: false }
}

/**
 * Takes back what of a burst went into the field: its first characters, which could not be told from typing yet, and whatever an input
 * method made of the rest. Leaving the field ends the composition; then it gets its value and the focus again.
 */
function restoreField({ element, value, composed }: Field): void {
  if (composed) element.blur()
  if (element.value !== value) {
    const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value)
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if (composed) element.focus()
}
