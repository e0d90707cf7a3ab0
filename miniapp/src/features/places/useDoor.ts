import { useCallback, useEffect, useReducer, useRef } from 'react'
import { signal } from '@/platform/feedback'
import { newIdempotencyKey, toApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { guardedPath, scanAtDoor } from './api'
import { DOOR_LOOK, lookOf, nextDoorStage, READY, type Method } from './door.flow'

const LONGEST_CODE = 1000

/** One code after another at a door: asks, sounds, clears. The same code after a failure is asked about under the same key. */
export function useDoor(guardId: string) {
  const [stage, dispatch] = useReducer(nextDoorStage, READY)
  const current = useRef(stage)
  current.current = stage
  /** Key of the question on its way: known at once, while the stage waits for the next drawing. */
  const asking = useRef<string | null>(null)
  const ask = useCallback(
    async ({ code, key, method }: { code: string; key: string; method: Method }) => {
      asking.current = key
      dispatch({ type: 'scanned', code, key, method })
      try {
        const verdict = await scanAtDoor({ guardId, body: { code: code.slice(0, LONGEST_CODE), method }, key })
        dispatch({ type: 'answered', key, verdict, now: Date.now() })
        signal(DOOR_LOOK[lookOf(verdict)].feedback)
        void refreshResources(guardedPath)
      } catch (cause) {
        dispatch({ type: 'failed', key, problem: toApiError(cause) })
        signal('problem')
      } finally {
        asking.current = null
        scrollToTop()
      }
    },
    [guardId],
  )
  const scanned = useCallback(
    (code: string, method: Method) => {
      if (code === '') return
      if (asking.current !== null) return signal('wrongKind')
      const { current: now } = current
      void ask({ code, method, key: now.at === 'failed' && now.code === code ? now.key : newIdempotencyKey() })
    },
    [ask],
  )
  const retry = useCallback(() => {
    const { current: now } = current
    if (now.at === 'failed') void ask(now)
  }, [ask])
  const clear = useCallback(() => dispatch({ type: 'clear' }), [])
  useEffect(() => {
    const timer = setInterval(() => dispatch({ type: 'tick', now: Date.now() }), 500)
    return () => clearInterval(timer)
  }, [])
  return { stage, scanned, retry, clear }
}
