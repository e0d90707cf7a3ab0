import type { WindowRefusalReason } from '@zsb/shared/holder'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { forgetDraft } from '@/platform/draft'
import { newIdempotencyKey, toApiError, type ApiError } from '@/platform/request'
import { confirmClaim, lookUpClaim, refuseClaim } from './api'
import { nextClaimStage, type Check, type ClaimStage } from './claim.flow'
import { WINDOW_CODE_DRAFT } from './components/CodeForm'

/** One person at the window: looks up the claim, carries what was ticked, confirms or refuses once. */
export function useClaim() {
  const [stage, dispatch] = useReducer(nextClaimStage, { at: 'code' } satisfies ClaimStage as ClaimStage)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [working, setWorking] = useState(false)
  /** One key for each code and answer, so that a lost answer is asked for again and not done twice (R16). */
  const keys = useRef(new Map<string, string>())
  const keyOf = (name: string): string => {
    const key = keys.current.get(name) ?? newIdempotencyKey()
    keys.current.set(name, key)
    return key
  }
  const run = useCallback(async (work: () => Promise<void>) => {
    setProblem(null)
    setWorking(true)
    try {
      await work()
    } catch (cause) {
      setProblem(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }, [])

  const find = (code: string) =>
    run(async () => {
      const claim = await lookUpClaim(code)
      dispatch({ type: 'found', code, claim, now: Date.now() })
    })
  const tick = (check: Check) => dispatch({ type: 'ticked', check, now: Date.now() })
  const confirm = (code: string) =>
    run(async () => {
      const confirmed = await confirmClaim({ code, key: keyOf(`confirm ${code}`) })
      forgetDraft(WINDOW_CODE_DRAFT)
      dispatch({ type: 'confirmed', code, confirmed })
    })
  const refuse = ({ code, reason }: { code: string; reason: WindowRefusalReason }) =>
    run(async () => {
      await refuseClaim({ code, reason, key: keyOf(`${reason} ${code}`) })
      forgetDraft(WINDOW_CODE_DRAFT)
      dispatch({ type: 'refused', code })
    })
  const again = () => {
    setProblem(null)
    dispatch({ type: 'again' })
  }

  useEffect(() => {
    const timer = setInterval(() => dispatch({ type: 'tick', now: Date.now() }), 1000)
    return () => clearInterval(timer)
  }, [])
  return { stage, problem, working, find, tick, confirm, refuse, again }
}
