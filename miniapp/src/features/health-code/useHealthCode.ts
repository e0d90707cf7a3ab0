import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { learnServerTime, serverNow } from '@/platform/clock'
import { useLive, usePollSeconds } from '@/platform/live'
import { useNetwork } from '@/platform/network'
import { toApiError } from '@/platform/request'
import { waitAfter } from '@/platform/wait-after'
import { createCode, fetchColour } from './api'
import { BEGINNING, hasChanged, isPassing, nextStage, shouldRenew, toLastColour, type CodeEvent } from './code.flow'
import { keepCare } from './kept-care'
import { forgetColour, keepColour, keptColour } from './last-colour'

const TICK_MS = 500
const NO_FAILURE = { times: 0, notBefore: 0 }

/**
 * Keeps one code with its colour on the screen: asks for it, renews it before its end, asks at once when the live line says that the
 * colour changed (or by looking every few seconds without a line), and again by itself after a failure.
 */
export function useHealthCode(personId: string | null) {
  const [stage, draw] = useState(BEGINNING)
  /** Moves at once, before anything is drawn: timers and answers judge by it. */
  const current = useRef(stage)
  const dispatch = useCallback((event: CodeEvent) => {
    const next = nextStage(current.current, event)
    if (next === current.current) return
    current.current = next
    draw(next)
  }, [])
  const asked = useRef<string | null>(null)
  const busy = useRef(false)
  const again = useRef(false)
  const failed = useRef(NO_FAILURE)

  /** One question at a time; who asks meanwhile is answered by one more. */
  const ask = useCallback(async () => {
    again.current = true
    if (busy.current) return
    busy.current = true
    while (again.current && asked.current !== null) {
      again.current = false
      const of: string = asked.current
      try {
        const view = await createCode(of)
        learnServerTime(view.serverTime)
        const last = toLastColour(view)
        keepCare(view)
        if (last) keepColour(of, last)
        else forgetColour(of)
        failed.current = NO_FAILURE
        if (asked.current === of) dispatch({ type: 'issued', view })
      } catch (cause) {
        const problem = toApiError(cause)
        const times = failed.current.times + 1
        failed.current = { times, notBefore: serverNow().getTime() + waitAfter(times, problem.retryAfterSeconds) * 1000 }
        if (asked.current === of) dispatch({ type: 'failed', problem, last: keptColour(of), now: serverNow() })
      }
    }
    busy.current = false
  }, [dispatch])

  useEffect(() => {
    asked.current = personId
    if (personId === null) return undefined
    failed.current = NO_FAILURE
    dispatch({ type: 'start' })
    void ask()
    return () => {
      asked.current = null
    }
  }, [personId, ask, dispatch])
  useDidShow(() => {
    if (asked.current !== null && current.current.at !== 'preparing') void ask()
  })

  useEffect(() => {
    const timer = setInterval(() => {
      const now = serverNow()
      dispatch({ type: 'tick', now })
      if (busy.current || now.getTime() < failed.current.notBefore) return
      const { current: shown } = current
      if (shown.at === 'offline' || (shown.at === 'failed' && isPassing(shown.problem)) || (shown.at === 'showing' && shouldRenew(shown.view, now))) void ask()
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [dispatch, ask])

  const online = useNetwork((network) => network.online)
  useEffect(() => {
    if (online && current.current.at === 'offline') void ask()
  }, [online, ask])

  useLive('health.changed', ({ id }) => {
    if (id === asked.current) void ask()
  })
  // It was scanned: that code, and every other of hers, is used up.
  useLive('notice.added', () => {
    if (current.current.at === 'showing') void ask()
  })
  const pollSeconds = usePollSeconds(5)
  useEffect(() => {
    if (pollSeconds === 0 || personId === null) return undefined
    const look = async () => {
      const { current: shown } = current
      if (shown.at !== 'showing' || busy.current) return
      try {
        if (hasChanged(shown.view.colour, await fetchColour(personId))) void ask()
      } catch {
        // The next renewal says what is wrong.
      }
    }
    const timer = setInterval(() => void look(), pollSeconds * 1000)
    return () => clearInterval(timer)
  }, [pollSeconds, personId, ask])

  return { stage, retry: ask }
}
