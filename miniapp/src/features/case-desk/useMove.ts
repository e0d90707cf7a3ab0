import { isStale, type ApplicationEvent, type CaseView } from '@zsb/shared/application'
import { useState } from 'react'
import { useKeyFor } from '@/platform/key-for'
import { useOneAtATime } from '@/platform/one-at-a-time'
import { toApiError, type ApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { makeMove } from './api'
import type { DeskMove } from './desk.flow'

interface Mover {
  working: boolean
  problem: ApiError | null
  /** Somebody was quicker: what happened last, once the case as it is now has come. */
  quicker: boolean
  /** True once it was made. */
  make: (move: DeskMove) => Promise<boolean>
  forget: () => void
}

/** Makes moves of one case; of two officers at once one wins and the other is told. `onReload` asks for the case as it is now. */
export function useMove({ id, version }: Pick<CaseView, 'id' | 'version'>, onReload: () => Promise<void>): Mover {
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [quicker, setQuicker] = useState(false)
  const keyFor = useKeyFor()
  const oneAtATime = useOneAtATime()
  const askAnew = async () => {
    await onReload()
    void refreshResources('/api/v1/staff/applications')
  }
  const makeOne = async (move: DeskMove) => {
    setProblem(null)
    setQuicker(false)
    setWorking(true)
    try {
      await makeMove({ id, version, move, key: keyFor([id, version, move]) })
      // What was passed on to another office is not to be had here any more.
      if (move.action === 'transfer') void refreshResources('/api/v1/staff/applications')
      else await askAnew()
      return true
    } catch (cause) {
      const error = toApiError(cause)
      setProblem(error)
      // What happened is named only once it is known.
      if (isStale(error))
        await askAnew().then(
          () => setQuicker(true),
          () => undefined,
        )
      return false
    } finally {
      setWorking(false)
    }
  }
  const make = async (move: DeskMove) => (await oneAtATime(() => makeOne(move))) ?? false
  const forget = () => {
    setProblem(null)
    setQuicker(false)
  }
  return { working, problem, quicker, make, forget }
}

/** What was done last, for whoever was slower. */
export const lastOf = ({ history }: Pick<CaseView, 'history'>): ApplicationEvent | null => history[history.length - 1] ?? null
