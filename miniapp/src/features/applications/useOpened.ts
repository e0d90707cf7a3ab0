import type { ApplicationView } from '@zsb/shared/application'
import { useCallback, useEffect, useRef, useState } from 'react'
import { newIdempotencyKey, toApiError, type ApiError } from '@/platform/request'
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
  const begun = useRef({ of: '', key: '' })
  const open = useCallback(async () => {
    if (!item && !id) return
    const of = `${subjectId ?? ''}:${item ?? ''}`
    if (begun.current.of !== of) begun.current = { of, key: newIdempotencyKey() }
    setError(undefined)
    try {
      setView(id ? await fetchApplication(id) : await startApplication({ item: item ?? '', key: begun.current.key }))
    } catch (cause) {
      setError(toApiError(cause))
    }
  }, [item, id, subjectId])
  useEffect(() => {
    setView(null)
    void open()
  }, [open])
  return { view, error, open }
}
