import { useCallback, useEffect, useMemo, useRef } from 'react'
import { serverNow } from '@/platform/clock'
import { useNetwork } from '@/platform/network'
import { toApiError } from '@/platform/request'
import { fetchKit } from '../api'
import { findKit, isKitFresh, keepKit } from './kit'
import { dropDoor, useQueue } from './queue'
import { LOOK_MS } from './useSending'

export interface OfflineDoor {
  online: boolean
  /** How many of this door wait on the phone. */
  waiting: number
  /** Whether the phone can check without network. */
  isReady: boolean
}

/**
 * Keeps a door ready for the network to go: asks for what it needs while there is one, and looks every ten seconds.
 */
export function useOfflineDoor(guardId: string): OfflineDoor {
  const online = useNetwork((network) => network.online)
  const all = useQueue(({ waiting }) => waiting)
  const waiting = useMemo(() => all.filter((visit) => visit.guardId === guardId).length, [all, guardId])
  const busy = useRef(false)

  const work = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    try {
      // Also to hear whether the network is back.
      if (!useNetwork.getState().online || !isKitFresh(findKit(guardId), serverNow())) keepKit(await fetchKit(guardId))
    } catch (cause) {
      // It is over, and what it kept belongs to nobody any more; everything else waits for the next look.
      if (toApiError(cause).code === 'HEALTH_CODE_OFF') dropDoor(guardId)
    } finally {
      busy.current = false
    }
  }, [guardId])

  useEffect(() => {
    void work()
    const timer = setInterval(() => void work(), LOOK_MS)
    return () => clearInterval(timer)
  }, [work])
  useEffect(() => {
    if (online) void work()
  }, [online, work])

  return { online, waiting, isReady: findKit(guardId) !== null }
}
