import { addressOf } from './navigate'

/**
 * The page is about this from now on: whoever loads it anew is shown what was made there, and begins nothing again.
 * Where another page is in view by now, its address is its own and stays.
 */
export function nameInAddress(page: string, query: Readonly<Record<string, string>>): void {
  const [inView] = window.location.hash.split('?')
  if (inView !== `#${page}`) return
  // The router keeps its place in the history there.
  window.history.replaceState(window.history.state, '', `#${addressOf(page, query)}`)
}
