import { useCallback, useEffect, useState } from 'react'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { useSession } from '@/platform/session'

export interface Opened<T> {
  view: T | null
  error: ApiError | undefined
  open: () => Promise<void>
}

interface Asked<T> {
  /** An address that names a draft. */
  id?: string
  /** What a draft is of, where none is named: an item, a bundle. */
  of?: string
  fetch: (id: string) => Promise<T>
  /** `keyOf` gives the same key for the same beginning, of this person. */
  begin: (of: string, keyOf: (...about: unknown[]) => string) => Promise<T>
}

/** The draft behind an address, begun where there is none. Asks nothing while neither is given. `fetch` and `begin` stay the same. */
export function useOpenedDraft<T>({ id, of, fetch, begin }: Asked<T>): Opened<T> {
  const [view, setView] = useState<T | null>(null)
  const [error, setError] = useState<ApiError>()
  const subjectId = useSession((session) => session.subject?.subjectId)
  const keyFor = useKeyFor()
  const open = useCallback(async () => {
    if (!of && !id) return
    setError(undefined)
    try {
      setView(id ? await fetch(id) : await begin(of ?? '', (...about) => keyFor([subjectId, ...about])))
    } catch (cause) {
      setError(toApiError(cause))
    }
  }, [of, id, subjectId, keyFor, fetch, begin])
  useEffect(() => {
    setView(null)
    void open()
  }, [open])
  return { view, error, open }
}
