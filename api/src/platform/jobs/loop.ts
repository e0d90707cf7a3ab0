import type { Log } from '../log/log'
import { withLease } from './lease'

export interface Loop {
  /** Runs a round now instead of at the next interval. */
  wake: () => void
  stop: () => Promise<void>
}

interface Options {
  name: string
  everyMs: number
  /** Answers how many were done; more than none runs again at once. */
  round: () => Promise<number>
  log: Log
  leaseSeconds?: number
}

/** A round of work again and again, by one process at a time. A round that fails is logged and tried again at the next interval. */
export function startLoop({ name, everyMs, round, log, leaseSeconds = 30 }: Options): Loop {
  let stopped = false
  let running: Promise<void> | null = null
  let again = false
  /** Another process did the last round: it hears of new work itself, and this one looks again at the interval only. */
  let elsewhere = false

  async function run(): Promise<void> {
    do {
      again = false
      try {
        const done = await withLease({ name, seconds: leaseSeconds }, round)
        elsewhere = done === null
        if (done !== null && done > 0) again = true
      } catch (cause) {
        if (!stopped) log.warn('loop.failed', { job: name, cause })
        return
      }
    } while (again && !stopped)
  }

  const wake = () => {
    if (stopped || elsewhere) return
    if (running) {
      again = true
      return
    }
    running = run().finally(() => {
      running = null
    })
  }
  const timer = setInterval(() => {
    elsewhere = false
    wake()
  }, everyMs)
  timer.unref()
  wake()
  return {
    wake,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
