import { useCallback, useEffect, useReducer, useRef } from 'react'
import { signal } from '@/platform/feedback'
import { useLive } from '@/platform/live'
import { newIdempotencyKey, toApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { sayMatch, verify } from './api'
import { nextVerifyStage, type Method, type VerifyStage } from './verify.flow'
import { VERDICT_LOOK } from './verdict-look'

interface Counter {
  scene: string
  purpose: string
}

/** One code after another: asks, sounds, clears after a minute, turns red when the holder contests. */
export function useVerification(counter: Counter | null) {
  const [stage, dispatch] = useReducer(nextVerifyStage, { at: 'ready' } satisfies VerifyStage as VerifyStage)
  const busy = useRef(false)
  const at = useRef(counter)
  at.current = counter

  const run = useCallback(async ({ code, key, method }: { code: string; key: string; method: Method }) => {
    if (!at.current || busy.current) return
    busy.current = true
    dispatch({ type: 'scanned', code, key, method })
    try {
      const verdict = await verify({ body: { code, method, ...at.current }, key })
      dispatch({ type: 'answered', key, verdict, now: Date.now() })
      signal(VERDICT_LOOK[verdict.verdict].feedback)
    } catch (cause) {
      dispatch({ type: 'failed', key, problem: toApiError(cause) })
      signal('problem')
    } finally {
      busy.current = false
      void refreshResources('/api/v1/verifications')
    }
  }, [])

  const scanned = useCallback((code: string, method: Method) => void run({ code, method, key: newIdempotencyKey() }), [run])
  const retry = useCallback(() => {
    if (stage.at === 'failed') {
      dispatch({ type: 'clear' })
      void run(stage)
    }
  }, [stage, run])
  const clear = useCallback(() => dispatch({ type: 'clear' }), [])
  const match = useCallback(async (id: string, said: 'consistent' | 'inconsistent' | 'undecided') => {
    await sayMatch(id, said)
    dispatch({ type: 'matched', match: said })
    void refreshResources('/api/v1/verifications')
  }, [])

  useEffect(() => {
    const timer = setInterval(() => dispatch({ type: 'tick', now: Date.now() }), 1000)
    return () => clearInterval(timer)
  }, [])
  useLive('verification.contested', ({ id }) => {
    if (typeof id !== 'string') return
    dispatch({ type: 'contested', id })
    signal('problem')
  })

  return { stage, scanned, retry, clear, match }
}
