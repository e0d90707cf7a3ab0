import { addressOf } from './navigate'

/** The page in view is about this from now on: whoever loads it anew is shown what was made there, and begins nothing again. */
export function nameInAddress(query: Readonly<Record<string, string>>): void {
  const [page = ''] = window.location.hash.split('?')
  // The router keeps its place in the history there.
  window.history.replaceState(window.history.state, '', addressOf(page, query))
}
