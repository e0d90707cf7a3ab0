import type { ApplicationView } from '@zsb/shared/application'
import { useCallback, useEffect, useState } from 'react'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { useSession } from '@/platform/session'
import { fetchApplication, startApplication } from './api'

interface Opened {
  view: ApplicationView | null
  error: ApiError | undefined
  open: () => Promise<void>
}

/** The draft behind an address: of this `id`, or of this `item`, begun where there is none. Asks nothing while neither is given. */
export function useOpened({ item, id }: { item?: string; id?: string }): Opened {
  const [view, setView] = useState<ApplicationView | null>(null)
  const [error, setError] = useState<ApiError>()
  const subjectId = useSession((session) => session.subject?.subjectId)
  const keyFor = useKeyFor()
  const open = useCallback(async () => {
    if (!item && !id) return
    setError(undefined)
    try {
      setView(id ? await fetchApplication(id) : await startApplication({ item: item ?? '', key: keyFor([subjectId, item]) }))
    } catch (cause) {
      setError(toApiError(cause))
    }
  }, [item, id, subjectId, keyFor])
  useEffect(() => {
    setView(null)
    void open()
  }, [open])
  return { view, error, open }
}
