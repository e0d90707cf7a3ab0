import { join } from 'node:path'
import { Piscina } from 'piscina'
// A native library that only a thread has loaded is unloaded with it, and takes the process along; so it is loaded here as well.
import 'sharp'
import { AppError } from '../../platform/http/app-error'
import type { Verdict } from './check-file'

/** Looks at a file that came 查验 and makes pictures of it. */
export interface Checker {
  /** Asked before a file is read out of the database. @throws AppError OVERLOADED while too many wait */
  expectRoom: () => void
  /** @throws AppError OVERLOADED */
  check: (file: Uint8Array) => Promise<Verdict>
  stop: () => Promise<void>
}

/** More than these wait for the thread: the phone is told to come again. A file is 20 MB at most. */
const MOST_WAITING = 8
const IDLE_MS = 60_000
/** A file that takes longer than this is none that a person has scanned. Below what a request may take (R23). */
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
      maxQueue: MOST_WAITING,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
  function expectRoom(): void {
    if (pool && pool.queueSize >= MOST_WAITING) throw new AppError('OVERLOADED', { retryAfterSeconds: 5 })
  }
  return {
    expectRoom,
    check: async (file) => {
      const checking = (pool ??= start())
      expectRoom()
      try {
        return (await checking.run(file, { name: 'checkFile', signal: AbortSignal.timeout(mostMs) })) as Verdict
      } catch (cause) {
        if (isAborted(cause) || isOutOfMemory(cause)) return { ok: false, code: 'damaged', n: 0 }
        throw cause
      }
    },
    stop: async () => pool?.destroy(),
  }
}
