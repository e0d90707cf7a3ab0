import { useEffect } from 'react'
import { useNetwork } from '@/platform/network'
import { toApiError } from '@/platform/request'
import { sendOffline } from '../api'
import { askFigures } from '../figures'
import { doorsWaiting, dropDoor, dropLate, nextOf, openQueue, settle } from './queue'

/** So often a page of doors looks for the network, and for what waits. */
export const LOOK_MS = 10_000

let isSending = false

/** Sends what waits of every door. @param refused doors the server does not take anything of by whoever is signed in here: they are not asked about again */
async function sendAll(refused: Set<string>): Promise<void> {
  if (isSending) return
  isSending = true
  try {
    for (const guardId of doorsWaiting().filter((id) => !refused.has(id))) if (!(await sendDoor(guardId, refused))) break
    dropLate()
  } finally {
    isSending = false
  }
}

/** @returns false where there is no network: the others wait too */
async function sendDoor(guardId: string, refused: Set<string>): Promise<boolean> {
  try {
    for (let visits = nextOf(guardId); visits.length > 0; visits = nextOf(guardId)) {
      const { items } = await sendOffline({ guardId, visits: visits.map(({ id, sealed }) => ({ id, sealed })) })
      settle(guardId, items)
      // Of none of them it was said what became of it: at the next look.
      if (items.length === 0) break
      askFigures()
    }
    return true
  } catch (cause) {
    const { code, isTransport, status } = toApiError(cause)
    // It is over, and what it kept belongs to nobody any more.
    if (code === 'HEALTH_CODE_OFF') dropDoor(guardId)
    else if (status === 404 || status === 409) refused.add(guardId)
    return !isTransport
  }
}

/**
 * Sends what was kept without network: of every door on this phone, whether its duty is over or another one is drawn, when a page of doors is opened and when
 * the network is back; meanwhile it looks every ten seconds. @param may whether somebody is signed in who can be asked for
 */
export function useSending(may: boolean): void {
  const online = useNetwork((network) => network.online)
  useEffect(() => {
    const refused = new Set<string>()
    openQueue()
    if (!may) return
    void sendAll(refused)
    const timer = setInterval(() => void sendAll(refused), LOOK_MS)
    return () => clearInterval(timer)
  }, [online, may])
}
