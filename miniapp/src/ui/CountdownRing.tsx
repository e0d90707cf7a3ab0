import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy } from '@/platform/copy'
import { a11y } from './base/a11y'
import { uiCopy } from './copy'
import { Announce } from './surfaces'

/** Whole seconds until `until` on the server's clock, never below 0; ticks by itself. Null without a time. */
export function useSecondsLeft(until: Date | null): number | null {
  const target = until?.getTime() ?? null
  const [now, setNow] = useState(() => serverNow().getTime())
  useEffect(() => {
    if (target === null) return undefined
    setNow(serverNow().getTime())
    const timer = setInterval(() => setNow(serverNow().getTime()), 250)
    return () => clearInterval(timer)
  }, [target])
  return target === null ? null : Math.max(0, Math.ceil((target - now) / 1000))
}

/** Spoken only at these. */
const SPOKEN = new Set([30, 10, 0])

/** Ring with the seconds in it. */
export function CountdownRing({ seconds, of }: { seconds: number; of: number }) {
  const words = useCopy(uiCopy)
  const share = Math.max(0, Math.min(1, of > 0 ? seconds / of : 0))
  return (
    <View
      className="z-ring"
      style={{ backgroundImage: `conic-gradient(#0b5d73 ${(share * 360).toFixed(1)}deg, #dfe5ea 0)` }}
      {...a11y({ role: 'timer', label: words.secondsLeft(seconds) })}
    >
      <View className="z-ring-middle t-num" {...a11y({ hidden: true })}>
        {seconds}
      </View>
      <Announce>{SPOKEN.has(seconds) ? words.secondsLeft(seconds) : ''}</Announce>
    </View>
  )
}
