import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { signal } from '@/platform/feedback'
import { newIdempotencyKey, toApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { useContests } from '@/features/staff'
import { sayMatch, seeAgain, verify } from './api'
import { GIVEN_UP } from './copy'
import { holdOf, nextVerifyStage, type Hold, type Match, type Method, type VerifyStage } from './verify.flow'
import { VERDICT_LOOK } from './verdict-look'

interface Counter {
  scene: string
  purpose: string
}
/** Why a code was not taken. */
export type Missed = Hold | 'noPurpose' | 'goneAgain'

/** One code after another: asks, sounds, holds what must be answered, clears after a minute, turns red when the holder contests. */
export function useVerification(counter: Counter | null) {
  const [stage, dispatch] = useReducer(nextVerifyStage, { at: 'ready' } satisfies VerifyStage as VerifyStage)
  const [missed, setMissed] = useState<Missed | null>(null)
  const current = useRef({ stage, counter })
  current.current = { stage, counter }
  /** Key of the question on its way: known at once, while the stage waits for the next drawing. */
  const asking = useRef<string | null>(null)
  const saidKeys = useRef(new Map<string, string>())
  const { contested, watch, dismiss } = useContests()

  const miss = useCallback((because: Missed) => {
    setMissed(because)
    signal('wrongKind')
  }, [])
  const ask = useCallback(
    async ({ code, key, method }: { code: string; key: string; method: Method }) => {
      const at = current.current.counter
      if (!at) return
      asking.current = key
      setMissed(null)
      dispatch({ type: 'scanned', code, key, method })
      try {
        const verdict = await verify({ body: { code, method, ...at }, key })
        const { stage: now } = current.current
        // Given up, it is still shown while nothing else is on the screen; what is dropped makes no sound for the next person.
        const isTaken = asking.current === key || (asking.current === null && (now.at === 'checking' || now.at === 'failed') && now.key === key)
        dispatch({ type: 'answered', key, verdict, now: Date.now() })
        if (isTaken) signal(VERDICT_LOOK[verdict.verdict].feedback)
        if (verdict.verdict === 'valid') watch(verdict)
      } catch (cause) {
        dispatch({ type: 'failed', key, problem: toApiError(cause) })
        if (asking.current === key) signal('problem')
      } finally {
        if (asking.current === key) asking.current = null
        void refreshResources('/api/v1/verifications')
      }
    },
    [watch],
  )

  /** True when the code was taken; a code that was not is said loudly. */
  const scanned = useCallback(
    (code: string, method: Method): boolean => {
      const { stage: now, counter: at } = current.current
      // The camera still sees the phone whose verdict stands there.
      if (method === 'camera' && now.at === 'verdict' && now.code === code) return false
      const because = asking.current ? 'checking' : at ? holdOf(now) : 'noPurpose'
      if (because) miss(because)
      else void ask({ code, method, key: now.at === 'failed' && now.code === code ? now.key : newIdempotencyKey() })
      return because === null
    },
    [ask, miss],
  )
  const retry = useCallback(() => {
    const { stage: now } = current.current
    if (now.at === 'failed') void ask(now)
  }, [ask])
  const giveUp = useCallback(() => {
    const { stage: now } = current.current
    if (now.at !== 'checking') return
    asking.current = null
    dispatch({ type: 'failed', key: now.key, problem: GIVEN_UP })
  }, [])
  /** 再看一次: the result of the last person, while another question is neither open nor on its way. */
  const reopen = useCallback(
    async (id: string) => {
      const because = asking.current ? 'checking' : holdOf(current.current.stage)
      if (because) return miss(because)
      try {
        const verdict = await seeAgain(id)
        setMissed(null)
        dispatch({ type: 'reopened', verdict, now: Date.now() })
        if (verdict.verdict === 'valid') watch(verdict)
      } catch {
        setMissed('goneAgain')
        void refreshResources('/api/v1/verifications')
      }
    },
    [miss, watch],
  )
  const clear = useCallback(() => {
    const { stage: now } = current.current
    if (holdOf(now) === 'unanswered') return miss('unanswered')
    if (now.at === 'verdict' && now.verdict.verdict === 'valid') dismiss(now.verdict.id)
    setMissed(null)
    dispatch({ type: 'clear' })
  }, [miss, dismiss])
  const match = useCallback((id: string, said: Match) => {
    const { stage: now } = current.current
    if (now.at !== 'verdict' || now.saying) return
    const name = `${id} ${said}`
    const key = saidKeys.current.get(name) ?? newIdempotencyKey()
    saidKeys.current.set(name, key)
    dispatch({ type: 'saying', id, match: said })
    void sayMatch({ id, match: said, key })
      .then(
        () => {
          dispatch({ type: 'matched', id, match: said })
          setMissed(null)
        },
        (cause: unknown) => {
          dispatch({ type: 'matchFailed', id, problem: toApiError(cause) })
          signal('problem')
        },
      )
      .finally(() => void refreshResources('/api/v1/verifications'))
  }, [])

  useEffect(() => {
    const timer = setInterval(() => dispatch({ type: 'tick', now: Date.now() }), 1000)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    for (const { id } of contested) dispatch({ type: 'contested', id })
  }, [contested, stage])

  return { stage, missed, scanned, retry, giveUp, clear, match, reopen }
}
