import type { JointView } from '@zsb/shared/joint-application'
import { useCallback, useEffect, useState } from 'react'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { useSession } from '@/platform/session'
import { fetchJoint, startJoint } from './api'
import { answersGiven } from './guide-answers'

interface Opened {
  view: JointView | null
  error: ApiError | undefined
  open: () => Promise<void>
}

/** The draft behind an address: of this `id`, or of this `bundle`, begun with what the guide was answered. Asks nothing while neither is given. */
export function useOpenedJoint({ bundle, id }: { bundle?: string; id?: string }): Opened {
  const [view, setView] = useState<JointView | null>(null)
  const [error, setError] = useState<ApiError>()
  const subjectId = useSession((session) => session.subject?.subjectId)
  const keyFor = useKeyFor()
  const open = useCallback(async () => {
    if (!bundle && !id) return
    setError(undefined)
    try {
      if (id) return setView(await fetchJoint(id))
      const answers = answersGiven(bundle ?? '')
      setView(await startJoint({ bundle: bundle ?? '', answers, key: keyFor([subjectId, bundle, answers]) }))
    } catch (cause) {
      setError(toApiError(cause))
    }
  }, [bundle, id, subjectId, keyFor])
  useEffect(() => {
    setView(null)
    void open()
  }, [open])
  return { view, error, open }
}
