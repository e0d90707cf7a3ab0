import { useEffect } from 'react'

export const canBrighten = false

/** A browser cannot change the brightness; it can stay awake where it has the Screen Wake Lock API. */
export function useBrightScreen(): void {
  useEffect(() => {
    let left = false
    let lock: WakeLockSentinel | null = null
    const hold = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        lock = await navigator.wakeLock.request('screen')
        if (left) await lock.release()
      } catch {
        // Not available or refused (low battery): the screen may dim, nothing else is lost.
      }
    }
    void hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', hold)
      void lock?.release().catch(() => undefined)
    }
  }, [])
}
