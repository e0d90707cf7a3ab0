import type { Log } from '../log/log'
import { createStandingLease, withLease } from './lease'

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

/**
 * A round of work again and again, by one process at a time. A round that fails is logged and tried again at a later interval. Where
 * rounds come so soon that a lease spans several it stays with the process between them.
 */
export function startLoop({ name, everyMs, round, log, leaseSeconds = 30 }: Options): Loop {
  const standing = everyMs <= leaseSeconds * 500 ? createStandingLease({ name, seconds: leaseSeconds }) : null
  const alone = <T>(work: () => Promise<T>) => (standing ? standing.run(work) : withLease({ name, seconds: leaseSeconds }, work))
  let stopped = false
  let running: Promise<void> | null = null
  let again = false
  /** The last round was another process's, or left to one: it hears of new work itself, and this one looks again at the interval only. */
  let elsewhere = false

  async function run(): Promise<void> {
    do {
      again = false
      try {
        const done = await alone(round)
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
      await standing?.release()
    },
  }
}
