import { useEffect, useState } from 'react'

const SIGNS = ['keydown', 'pointerdown', 'touchstart', 'wheel'] as const

/** True after so many seconds without a key, a touch or a turn of the wheel. */
export function useIdle(seconds: number): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer = 0
    const again = () => {
      setIdle(false)
      window.clearTimeout(timer)
      timer = window.setTimeout(() => setIdle(true), seconds * 1000)
    }
    again()
    for (const sign of SIGNS) window.addEventListener(sign, again, { passive: true })
    return () => {
      window.clearTimeout(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, again)
    }
  }, [seconds])
  return idle
}
