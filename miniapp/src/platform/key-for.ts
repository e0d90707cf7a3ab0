import { useCallback, useRef } from 'react'
import { newIdempotencyKey } from './request'

/** Keys for what a form sends: the same sent again has the same one and is not done twice, another is a new act (R16). */
export function useKeyFor(): (what: unknown) => string {
  const last = useRef({ what: '', key: '' })
  return useCallback((what: unknown) => {
    const text = JSON.stringify(what)
    if (last.current.what !== text) last.current = { what: text, key: newIdempotencyKey() }
    return last.current.key
  }, [])
}
