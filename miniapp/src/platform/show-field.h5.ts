const REACHABLE = 'input:not([disabled]), textarea:not([disabled]), button, [tabindex]'

/** Brings a part of the page into sight, and the caret into it. */
export function showField(id: string): void {
  const place = document.getElementById(id)
  if (!place) return
  place.scrollIntoView?.({ block: 'center' })
  const target = place.matches(REACHABLE) ? place : place.querySelector<HTMLElement>(REACHABLE)
  target?.focus({ preventScroll: true })
}
