import { PRESENTATION_LIFE_SECONDS, type PresentationRequest } from '@zsb/shared/presentation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { learnServerTime, serverNow } from '@/platform/clock'
import { useLive, usePollSeconds } from '@/platform/live'
import { useNetwork } from '@/platform/network'
import { toApiError } from '@/platform/request'
import { isUndecided, waitAfter } from '@/platform/wait-after'
import { createPresentation, fetchPresentation, withdrawPresentation } from './api'
import { BEGINNING, codesOf, nextStage, secondsLeft, shouldRenew, type PresentEvent, type Problem } from './present.flow'

const TICK_MS = 500

type Wanted = Omit<PresentationRequest, 'replaces'>
/** One showing: what is wanted, and its newest code, which the next one takes over from. */
interface Showing {
  request: Wanted
  last: string | null
}
/** `told`: the server itself said how long to wait, so that not even the end of the code is a reason to ask. */
const NO_FAILURE = { times: 0, notBefore: 0, told: null as Problem | null }

/**
 * Ends every live code of a showing. What got lost on the way is sent again while one of them may live: whoever photographed it must
 * not read a field that was taken away.
 */
async function giveUp(id: string): Promise<void> {
  const overAt = Date.now() + PRESENTATION_LIFE_SECONDS * 1000
  for (let times = 1; Date.now() < overAt; times++)
    try {
      return void (await withdrawPresentation(id))
    } catch (cause) {
      const problem = toApiError(cause)
      if (!isUndecided(problem)) return
      await new Promise((resolve) => setTimeout(resolve, waitAfter(times, problem.retryAfterSeconds) * 1000))
    }
}

/**
 * Keeps one code alive on the screen: makes it, renews it before its end, and learns by the live line (or by asking) that it
 * was used. Other scenes or fields, and 再亮一次, begin a showing of their own, without `replaces`: a code that is replaced lives on beside
 * the next one, a showing given up must not. A code that comes for what is no longer wanted is withdrawn at once, and the wanted one
 * is asked for next.
 */
export function usePresentation(wanted: Wanted | null) {
  const [stage, draw] = useState(BEGINNING)
  /** Moves at once, before anything is drawn: timers and answers judge by it. */
  const current = useRef(stage)
  const dispatch = useCallback((event: PresentEvent) => {
    current.current = nextStage(current.current, event)
    draw(current.current)
  }, [])
  const key = wanted ? JSON.stringify(wanted) : null
  const showing = useRef<Showing | null>(null)
  const latest = useRef(wanted)
  latest.current = wanted
  const busy = useRef(false)
  const failed = useRef(NO_FAILURE)

  /** What became of a code; false when nobody answers. */
  const ask = useCallback(
    async (id: string): Promise<boolean> => {
      try {
        dispatch({ type: 'state', state: await fetchPresentation(id) })
        return true
      } catch {
        return false
      }
    },
    [dispatch],
  )

  const issueFor = useCallback(
    async (aimed: Showing) => {
      const isWanted = () => showing.current === aimed
      const { request, last } = aimed
      try {
        const view = await createPresentation({ ...request, ...(last && { replaces: last }) })
        learnServerTime(view.serverTime)
        if (!isWanted()) return void giveUp(view.id)
        aimed.last = view.id
        failed.current = NO_FAILURE
        dispatch({ type: 'issued', view })
      } catch (cause) {
        if (!isWanted()) return
        const problem = toApiError(cause)
        if (problem.code === 'PRESENTATION_PASSWORD_REQUIRED') return dispatch({ type: 'passwordNeeded', mode: 'enter' })
        if (problem.code === 'PRESENTATION_USED' && last && (await ask(last))) return
        if (problem.code === 'PRESENTATION_TAKEN_OVER') {
          // Asked for here once more, it is a showing of its own; by itself this page asks no more.
          aimed.last = null
          return dispatch({ type: 'takenOver', problem })
        }
        const times = failed.current.times + 1
        failed.current = {
          times,
          notBefore: serverNow().getTime() + waitAfter(times, problem.retryAfterSeconds) * 1000,
          told: problem.retryAfterSeconds ? problem : null,
        }
        dispatch({ type: 'failed', problem })
      }
    },
    [ask, dispatch],
  )
  /** One request at a time; when another showing was begun meanwhile, its code is asked for next. */
  const issue = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    try {
      for (let done: Showing | null = null; showing.current && showing.current !== done;) {
        done = showing.current
        await issueFor(done)
      }
    } finally {
      busy.current = false
    }
  }, [issueFor])

  const end = useCallback(() => {
    const { current: ending } = showing
    showing.current = null
    if (ending?.last && current.current.at !== 'used') void giveUp(ending.last)
  }, [])
  const begin = useCallback(() => {
    end()
    showing.current = latest.current && { request: latest.current, last: null }
    failed.current = NO_FAILURE
    dispatch({ type: 'start' })
    void issue()
  }, [dispatch, end, issue])
  const retry = useCallback(() => {
    dispatch({ type: 'retry' })
    void issue()
  }, [dispatch, issue])

  useEffect(() => {
    if (key === null) return undefined
    begin()
    return end
  }, [key, begin, end])

  useEffect(() => {
    const timer = setInterval(() => {
      const shown = current.current
      if (shown.at !== 'showing') return
      const now = serverNow()
      const waits = now.getTime() < failed.current.notBefore
      if (secondsLeft(shown.live, now) === 0) {
        dispatch({ type: 'expired' })
        if (waits && failed.current.told) dispatch({ type: 'failed', problem: failed.current.told })
        else void issue()
      } else if (shouldRenew(shown.live, now) && !waits) void issue()
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [dispatch, issue])

  const online = useNetwork((network) => network.online)
  useEffect(() => {
    const shown = current.current
    if (online && shown.at === 'failed' && shown.problem.code === 'NETWORK') retry()
  }, [online, retry])

  const heard = useCallback(
    ({ id }: { id: string }) => {
      if (codesOf(current.current).includes(id)) void ask(id)
    },
    [ask],
  )
  useLive('presentation.used', heard)
  useLive('presentation.refused', heard)
  // The line keeps nothing for a phone that was away, and may be back before polling begins: what was missed is asked for once.
  useLive('ready', () =>
    codesOf(current.current)
      .slice(-1)
      .forEach((id) => void ask(id)),
  )

  const pollSeconds = usePollSeconds(1)
  useEffect(() => {
    if (pollSeconds === 0) return undefined
    const timer = setInterval(() => {
      const codes = codesOf(current.current)
      const last = codes[codes.length - 1]
      if (last) void ask(last)
    }, pollSeconds * 1000)
    return () => clearInterval(timer)
  }, [pollSeconds, ask])

  return { stage, again: begin, retry, contested: () => dispatch({ type: 'contested' }) }
}
