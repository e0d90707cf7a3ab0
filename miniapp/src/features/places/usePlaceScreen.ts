import { PLACE_CODE_RENEW_SECONDS, type PlaceScreenCode } from '@zsb/shared/place'
import { useCallback, useEffect, useRef, useState } from 'react'
import { learnServerTime, serverNow } from '@/platform/clock'
import { toApiError, type ApiError } from '@/platform/request'
import { waitAfter } from '@/platform/wait-after'
import { showPlaceCode } from './api'

const TICK_MS = 500

/** One code after another on the screen at a door; one that has ended is not shown, and after a failure it asks again by itself. */
export function usePlaceScreen(of: { placeId: string } | { guardId: string }) {
  const [code, show] = useState<PlaceScreenCode | null>(null)
  const [problem, fail] = useState<ApiError | null>(null)
  const [now, tick] = useState(() => serverNow())
  const at = useRef({ renew: 0, failures: 0, busy: false })
  const key = JSON.stringify(of)
  const ask = useCallback(async () => {
    if (at.current.busy) return
    at.current.busy = true
    try {
      const next = await showPlaceCode(JSON.parse(key) as typeof of)
      learnServerTime(next.serverTime)
      show(next)
      fail(null)
      at.current = { renew: Date.parse(next.renewAfter), failures: 0, busy: false }
    } catch (cause) {
      const refused = toApiError(cause)
      const failures = at.current.failures + 1
      fail(refused)
      at.current = { renew: serverNow().getTime() + waitAfter(failures, refused.retryAfterSeconds) * 1000, failures, busy: false }
    }
  }, [key])
  useEffect(() => {
    void ask()
    const timer = setInterval(() => {
      const present = serverNow()
      tick(present)
      if (present.getTime() >= at.current.renew) void ask()
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [ask])
  const living = code && now.getTime() < Date.parse(code.expiresAt) ? code : null
  const seconds = living ? Math.max(0, Math.min(PLACE_CODE_RENEW_SECONDS, Math.ceil((Date.parse(living.renewAfter) - now.getTime()) / 1000))) : 0
  return { code: living, seconds, problem, retry: ask }
}
