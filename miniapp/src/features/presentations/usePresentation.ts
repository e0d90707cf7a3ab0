import type { PresentationRequest } from '@zsb/shared/presentation'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { learnServerTime, serverNow } from '@/platform/clock'
import { useLive, usePollSeconds } from '@/platform/live'
import { toApiError } from '@/platform/request'
import { createPresentation, fetchPresentation, withdrawPresentation } from './api'
import { nextStage, secondsLeft, shouldRenew, type PresentStage } from './present.flow'

const TICK_MS = 500

/**
 * Keeps one code alive on the screen: makes it, renews it before its end, and learns by the live line (or by asking) that it
 * was used. Changing the scene or the fields begins a new showing.
 */
export function usePresentation(wanted: Omit<PresentationRequest, 'replaces'> | null) {
  const [stage, dispatch] = useReducer(nextStage, { at: 'preparing' } satisfies PresentStage as PresentStage)
  const current = useRef(stage)
  current.current = stage
  const busy = useRef(false)
  const key = wanted ? JSON.stringify(wanted) : null
  const wantedNow = useRef(wanted)
  wantedNow.current = wanted

  const ask = useCallback(async (id: string) => {
    try {
      dispatch({ type: 'state', state: await fetchPresentation(id) })
    } catch {
      // No answer: the code on the screen is still the newest thing known; the next tick asks again.
    }
  }, [])

  const issue = useCallback(
    async (replaces?: string) => {
      const request = wantedNow.current
      if (!request || busy.current) return
      busy.current = true
      const asked = JSON.stringify(request)
      try {
        const view = await createPresentation({ ...request, ...(replaces && { replaces }) })
        learnServerTime(view.serverTime)
        if (asked === JSON.stringify(wantedNow.current)) dispatch({ type: 'issued', view })
      } catch (cause) {
        const problem = toApiError(cause)
        if (problem.code === 'PRESENTATION_PASSWORD_REQUIRED') dispatch({ type: 'passwordNeeded', mode: 'enter' })
        else if (problem.code === 'PRESENTATION_USED' && replaces) await ask(replaces)
        else dispatch({ type: 'failed', problem })
      } finally {
        busy.current = false
      }
    },
    [ask],
  )

  const leave = useCallback(() => {
    const shown = current.current
    if (shown.at === 'showing') void withdrawPresentation(shown.live.id).catch(() => undefined)
  }, [])

  useEffect(() => {
    if (key === null) return undefined
    dispatch({ type: 'start' })
    void issue()
    return leave
  }, [key, issue, leave])

  useEffect(() => {
    const timer = setInterval(() => {
      const shown = current.current
      if (shown.at !== 'showing') return
      const now = serverNow()
      if (secondsLeft(shown.live, now) === 0) {
        dispatch({ type: 'expired' })
        void issue()
      } else if (shouldRenew(shown.live, now) && !busy.current) void issue(shown.live.id)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [issue])

  const heard = useCallback(
    (message: { topic: string; id?: unknown }) => {
      const shown = current.current
      if (typeof message.id === 'string' && (shown.at === 'showing' || shown.at === 'used')) void ask(message.id)
    },
    [ask],
  )
  useLive('presentation.used', heard)
  useLive('presentation.refused', heard)

  const pollSeconds = usePollSeconds(1)
  useEffect(() => {
    if (pollSeconds === 0) return undefined
    const timer = setInterval(() => {
      const shown = current.current
      if (shown.at === 'showing') void ask(shown.live.id)
    }, pollSeconds * 1000)
    return () => clearInterval(timer)
  }, [pollSeconds, ask])

  const restart = useCallback(() => {
    dispatch({ type: 'start' })
    void issue()
  }, [issue])

  return { stage, restart, dispatch }
}
