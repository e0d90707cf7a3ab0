import { setTimeout as pause } from 'node:timers/promises'

const LOOK_EVERY_MS = 10

/**
 * Waits for what another process, the database or a background round brings: polled, as it is they who say when.
 * @param withinMs after this it is not awaited any more; shorter than a test's own limit, so that the failure names the line
 */
export async function until<T>(check: () => Promise<T> | T, { withinMs = 20_000 }: { withinMs?: number } = {}): Promise<Exclude<T, false | null | undefined>> {
  for (const from = performance.now(); ; await pause(LOOK_EVERY_MS)) {
    const seen = await check()
    if (seen) return seen as Exclude<T, false | null | undefined>
    if (performance.now() - from > withinMs) throw new Error(`it did not come within ${withinMs} ms`)
  }
}
