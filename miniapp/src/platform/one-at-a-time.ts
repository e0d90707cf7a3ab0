import { useCallback, useRef } from 'react'

/** Begins nothing while what it began before is on its way: keys and fingers are quicker than a button that is about to be dim. */
export function useOneAtATime(): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  const busy = useRef(false)
  return useCallback(async (work) => {
    if (busy.current) return undefined
    busy.current = true
    try {
      return await work()
    } finally {
      busy.current = false
    }
  }, [])
}
