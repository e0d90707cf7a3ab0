import { useCallback, useEffect, useReducer, useRef } from 'react'
import { signal } from '@/platform/feedback'
import { newIdempotencyKey, toApiError } from '@/platform/request'
import { useNetwork } from '@/platform/network'
import { scrollToTop } from '@/platform/scroll'
import { scanAtDoor } from './api'
import { DOOR_LOOK, lookOf, nextDoorStage, ready, type Method, type Shown } from './door.flow'
import { askFigures } from './figures'
import { checkOffline } from './offline/check'
import { findKit } from './offline/kit'
import { isSilent, PATIENCE_MS } from './offline/silence'

const LONGEST_CODE = 1000
/**
 * One code after another at a door: asks, sounds, clears. The same code after a failure is asked about under the same key. Without network the phone checks
 * by itself, at once while it knows that there is none.
 */
export function useDoor(guardId: string) {
  const [stage, dispatch] = useReducer(nextDoorStage, null, () => ready(Date.now()))
  const current = useRef(stage)
  current.current = stage
  /** Key of the question on its way: known at once, while the stage waits for the next drawing. */
  const asking = useRef<string | null>(null)
  const ask = useCallback(
    async ({ code, key, method }: { code: string; key: string; method: Method }) => {
      asking.current = key
      dispatch({ type: 'scanned', code, key, method })
      const show = (verdict: Shown) => {
        dispatch({ type: 'answered', key, verdict, now: Date.now() })
        signal(DOOR_LOOK[lookOf(verdict)].feedback)
      }
      const text = code.slice(0, LONGEST_CODE)
      const byPhone = () => checkOffline({ guardId, code: text })
      try {
        const known = useNetwork.getState().online ? null : byPhone()
        if (known) return show({ by: 'phone', ...known })
        const timeoutMs = findKit(guardId) ? PATIENCE_MS : undefined
        show({ by: 'server', ...(await scanAtDoor({ guardId, body: { code: text, method }, key, timeoutMs })) })
        askFigures()
      } catch (cause) {
        const problem = toApiError(cause)
        const answer = isSilent(problem) ? byPhone() : null
        if (answer) return show({ by: 'phone', ...answer })
        dispatch({ type: 'failed', key, problem })
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
      if (code === '' || current.current.at === 'locked') return
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
  const clear = useCallback(() => dispatch({ type: 'clear', now: Date.now() }), [])
  useEffect(() => {
    const timer = setInterval(() => dispatch({ type: 'tick', now: Date.now() }), 500)
    return () => clearInterval(timer)
  }, [])
  return { stage, scanned, retry, clear }
}
