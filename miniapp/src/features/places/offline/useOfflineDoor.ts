import type { OfflineOutcome } from '@zsb/shared/place'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { serverNow } from '@/platform/clock'
import { useNetwork } from '@/platform/network'
import { toApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { fetchKit, guardedPath, sendOffline } from '../api'
import { findKit, isKitFresh, keepKit } from './kit'
import { dropDoor, nextOf, openQueue, settle, useQueue } from './queue'

const LOOK_MS = 10_000

export interface OfflineDoor {
  online: boolean
  /** How many of this door wait on the phone. */
  waiting: number
  /** Whether the phone can check without network. */
  isReady: boolean
  /** What was sent and not taken. */
  lost: Partial<Record<OfflineOutcome, number>>
}

/**
 * Keeps a door ready for the network to go: asks for what it needs while there is one, and sends what waited once it is back; meanwhile it looks every
 * ten seconds.
 */
export function useOfflineDoor(guardId: string): OfflineDoor {
  const online = useNetwork((network) => network.online)
  const all = useQueue(({ waiting }) => waiting)
  const lost = useQueue((queue) => queue.lost)
  const waiting = useMemo(() => all.filter((visit) => visit.guardId === guardId).length, [all, guardId])
  const busy = useRef(false)

  const work = useCallback(async () => {
    if (busy.current) return
    busy.current = true
    try {
      for (let visits = nextOf(guardId); visits.length > 0; visits = nextOf(guardId)) {
        const { items } = await sendOffline({ guardId, visits: visits.map(({ id, sealed }) => ({ id, sealed })) })
        settle(guardId, items)
        // Of none of them it was said what became of it: at the next look.
        if (items.length === 0) break
        void refreshResources(guardedPath)
      }
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
    openQueue()
    void work()
    const timer = setInterval(() => void work(), LOOK_MS)
    return () => clearInterval(timer)
  }, [work])
  useEffect(() => {
    if (online) void work()
  }, [online, work])

  return { online, waiting, lost, isReady: findKit(guardId) !== null }
}
