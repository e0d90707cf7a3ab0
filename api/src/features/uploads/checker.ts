import { join } from 'node:path'
import { Piscina } from 'piscina'
// A native library that only a thread has loaded is unloaded with it, and takes the process along; so it is loaded here as well.
import 'sharp'
import type { Verdict } from './check-file'
import { createOneAtATime } from './one-at-a-time'

/** Looks at a file that came 查验 and makes pictures of it. */
export type Check = (file: Uint8Array) => Promise<Verdict>

export interface Checker {
  /**
   * One file after another: whatever holds a file in memory, from reading it out to keeping its pictures, is done within its turn.
   * @throws AppError OVERLOADED while too many wait
   */
  inTurn: <T>(work: (check: Check) => Promise<T>) => Promise<T>
  stop: () => Promise<void>
}

/** More than these wait for their turn: the phone is told to come again. */
const MOST_WAITING = 8
/** Whoever has waited so long is told the same: with the check itself it stays below what a request may take (R23). */
const MOST_WAIT_MS = 6_000
const IDLE_MS = 60_000
/** A file that takes longer than this from the moment it is looked at is none that a person has scanned. */
const MOST_MS = 20_000
/** What a thread may hold beside the pictures, which live outside its heap. */
const HEAP_MB = 256

const isAborted = (cause: unknown): boolean => (cause as { name?: string } | null)?.name === 'AbortError'
const isOutOfMemory = (cause: unknown): boolean => (cause as { code?: string } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** In a thread of its own, which is ended when a file keeps it busy: nobody else's request waits for somebody's bomb. */
export function createChecker({ mostMs = MOST_MS }: { mostMs?: number } = {}): Checker {
  let pool: Piscina | null = null
  const start = () =>
    new Piscina({
      filename: join(__dirname, 'check-file.ts'),
      execArgv: ['--import', 'tsx'],
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
  const check: Check = async (file) => {
    const checking = (pool ??= start())
    // A thread that begins loads its libraries first: that is no time of the file's.
    await checking.run(null, { name: 'loaded' })
    try {
      return (await checking.run(file, { name: 'checkFile', signal: AbortSignal.timeout(mostMs) })) as Verdict
    } catch (cause) {
      if (isAborted(cause) || isOutOfMemory(cause)) return { ok: false, code: 'damaged', n: 0 }
      throw cause
    }
  }
  const oneAtATime = createOneAtATime({ mostWaiting: MOST_WAITING, mostWaitMs: MOST_WAIT_MS })
  return { inTurn: (work) => oneAtATime(() => work(check)), stop: async () => pool?.destroy() }
}
