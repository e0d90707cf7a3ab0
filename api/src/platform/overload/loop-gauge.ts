import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/** How busy the event loop was since it was last looked at. */
export interface LoopState {
  /** Nine turns in ten came no later than this, ms. */
  lagMs: number
  /** Share of the time it did not wait for anything, 0–1. */
  utilisation: number
}

const RESOLUTION_MS = 10

/** Reads the event loop's own meters. */
export function createLoopGauge() {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  let before = performance.eventLoopUtilization()
  return {
    read: (): LoopState => {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, before)
      before = now
      const lagMs = Math.max(0, delay.percentile(90) / 1e6 - RESOLUTION_MS)
      delay.reset()
      return { lagMs, utilisation: utilization }
    },
    stop: () => void delay.disable(),
  }
}
export type LoopGauge = ReturnType<typeof createLoopGauge>
